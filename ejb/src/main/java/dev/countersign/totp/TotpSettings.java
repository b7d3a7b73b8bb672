package dev.countersign.totp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Numbers and names of apps of other makers. */
@ApplicationScoped
class TotpSettings {

    @Inject
    @ConfigProperty(name = "countersign.totp.drift", defaultValue = "1")
    private int drift;

    @Inject
    @ConfigProperty(name = "countersign.totp.issuer", defaultValue = "Countersign")
    private String issuer;

    @Inject
    @ConfigProperty(name = "countersign.totp.most", defaultValue = "5")
    private int most;

    @Inject
    @ConfigProperty(name = "countersign.totp.setup-time", defaultValue = "PT15M")
    private Duration setupTime;

    /** Steps of 30 seconds that the clock of a phone may be off, each way. */
    int drift() {
        return drift;
    }

    /** Under what name apps list the account. */
    String issuer() {
        return issuer;
    }

    /** Apps of one user. */
    int most() {
        return most;
    }

    /** From the secret to the first code. */
    Duration setupTime() {
        return setupTime;
    }
}
