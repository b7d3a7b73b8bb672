package dev.countersign.passcode;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Times of temporary passcodes. */
@ApplicationScoped
class PasscodeSettings {

    @Inject
    @ConfigProperty(name = "countersign.passcode.full-time", defaultValue = "P2D")
    private Duration fullTime;

    @Inject
    @ConfigProperty(name = "countersign.passcode.limited-time", defaultValue = "P10D")
    private Duration limitedTime;

    @Inject
    @ConfigProperty(name = "countersign.passcode.permit-life", defaultValue = "PT1H")
    private Duration permitLife;

    PasscodeTerms terms() {
        return new PasscodeTerms(fullTime, limitedTime);
    }

    /** Time in which another operator uses a supervisor's permit. */
    Duration permitLife() {
        return permitLife;
    }
}
