package dev.countersign.number;

import dev.countersign.policy.Limits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Numbers of the numbers. */
@ApplicationScoped
public class NumberSettings {

    @Inject
    @ConfigProperty(name = "countersign.number.most", defaultValue = "10")
    private int most;

    @Inject
    @ConfigProperty(name = "countersign.number.tries", defaultValue = "5")
    private int tries;

    @Inject
    @ConfigProperty(name = "countersign.number.codes-per-day", defaultValue = "10")
    private int codesPerDay;

    @Inject
    @ConfigProperty(name = "countersign.number.permit-life", defaultValue = "PT30M")
    private Duration permitLife;

    /** Numbers that one user may have. */
    int most() {
        return most;
    }

    /** Answers to one confirm code. */
    int tries(Limits limits) {
        return limits.tries(tries);
    }

    /** SMS with confirm codes that one user may ask for within 24 hours, whatever the number. */
    int codesPerDay() {
        return codesPerDay;
    }

    /** How long a proof of the present factor holds for the number that it was given for. */
    Duration permitLife() {
        return permitLife;
    }
}
