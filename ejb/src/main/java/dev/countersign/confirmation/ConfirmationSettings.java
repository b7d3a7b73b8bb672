package dev.countersign.confirmation;

import dev.countersign.policy.Limits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Numbers of confirmations. */
@ApplicationScoped
public class ConfirmationSettings {

    @Inject
    @ConfigProperty(name = "countersign.confirmation.life", defaultValue = "PT10M")
    private Duration life;

    @Inject
    @ConfigProperty(name = "countersign.confirmation.tries", defaultValue = "5")
    private int tries;

    Confirmation.Rules rules(Limits limits) {
        return new Confirmation.Rules(limits.tries(tries), life);
    }
}
