package dev.countersign.activation;

import dev.countersign.policy.Limits;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Numbers of activations. */
@ApplicationScoped
public class ActivationSettings {

    @Inject
    @ConfigProperty(name = "countersign.activation.life", defaultValue = "PT10M")
    private Duration life;

    @Inject
    @ConfigProperty(name = "countersign.activation.token-life", defaultValue = "PT15M")
    private Duration tokenLife;

    @Inject
    @ConfigProperty(name = "countersign.activation.tries", defaultValue = "5")
    private int tries;

    @Inject
    @ConfigProperty(name = "countersign.activation.fresh-login", defaultValue = "PT10M")
    private Duration freshLogin;

    @Inject
    @ConfigProperty(name = "countersign.activation.users-per-phone", defaultValue = "20")
    private int usersPerPhone;

    @Inject
    @ConfigProperty(name = "countersign.activation.wrong-codes-per-hour", defaultValue = "10")
    private int wrongCodes;

    @Inject
    @ConfigProperty(name = "countersign.activation.wrong-codes-per-address", defaultValue = "30")
    private int wrongCodesOfAddress;

    @Inject
    @ConfigProperty(name = "countersign.activation.wrong-pins-per-hour", defaultValue = "10")
    private int wrongPins;

    Activation.Rules rules(Limits limits) {
        return new Activation.Rules(life, limits.tries(tries));
    }

    Activation.Rules tokenRules(Limits limits) {
        return new Activation.Rules(tokenLife, limits.tries(tries));
    }

    /** For so long after a login its factor needs no second proof. */
    Duration freshLogin() {
        return freshLogin;
    }

    int usersPerPhone() {
        return usersPerPhone;
    }

    /** Wrong codes within an hour after which no more of an installation are looked at. */
    int wrongCodes() {
        return wrongCodes;
    }

    /** The same for a network address. */
    int wrongCodesOfAddress() {
        return wrongCodesOfAddress;
    }

    /** Wrong PINs of an installation within an hour after which none is compared. */
    int wrongPins() {
        return wrongPins;
    }
}
