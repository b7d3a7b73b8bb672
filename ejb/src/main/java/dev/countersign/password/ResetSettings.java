package dev.countersign.password;

import dev.countersign.policy.Limits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where the numbers of a forgotten password come from. */
@ApplicationScoped
public class ResetSettings {

    @Inject
    @ConfigProperty(name = "countersign.password.reset-code-life", defaultValue = "PT15M")
    private Duration codeLife;

    @Inject
    @ConfigProperty(name = "countersign.password.reset-sms-life", defaultValue = "PT10M")
    private Duration answerLife;

    @Inject
    @ConfigProperty(name = "countersign.password.reset-tries", defaultValue = "5")
    private int tries;

    ResetRules rules(Limits limits) {
        return new ResetRules(codeLife, answerLife, limits.tries(tries));
    }
}
