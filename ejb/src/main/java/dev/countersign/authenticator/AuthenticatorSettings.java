package dev.countersign.authenticator;

import dev.countersign.authenticator.NewEnrolment.Suites;
import dev.countersign.device.HashFunction;
import dev.countersign.device.OcraSuite;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Numbers of challenges, and the suites that new enrolments get. */
@ApplicationScoped
public class AuthenticatorSettings {

    @Inject
    @ConfigProperty(name = "countersign.authenticator.challenge-life", defaultValue = "PT5M")
    private Duration challengeLife;

    @Inject
    @ConfigProperty(name = "countersign.authenticator.challenges-per-hour", defaultValue = "100")
    private int challengesPerHour;

    @Inject
    @ConfigProperty(name = "countersign.authenticator.renewal-after", defaultValue = "90000")
    private int renewalAfter;

    @Inject
    @ConfigProperty(name = "countersign.authenticator.suite", defaultValue = PhoneSuites.CHALLENGE)
    private String suite;

    @Inject
    @ConfigProperty(name = "countersign.authenticator.pin-suite", defaultValue = PhoneSuites.CHALLENGE_WITH_PIN)
    private String pinSuite;

    @Inject
    @ConfigProperty(name = "countersign.authenticator.approval-suite", defaultValue = PhoneSuites.APPROVAL)
    private String approvalSuite;

    /**
     * Whether phones can answer by the suites of this product, in a sentence for each fault.
     *
     * @param settings by their keys
     */
    public static List<String> faults(Function<String, Optional<String>> settings) {
        return PhoneSuites.faults(settings);
    }

    Duration challengeLife() {
        return challengeLife;
    }

    /** Questions after which a phone renews its key; 1 or more. */
    int renewalAfter() {
        return Math.max(1, renewalAfter);
    }

    /** Challenges that one enrolment may be asked in an hour. */
    int challengesPerHour() {
        return challengesPerHour;
    }

    /**
     * The suites of a phone whose keys this opens.
     *
     * @param kept by which the PIN is hashed that the phone has; empty where it has none yet
     */
    Suites suites(UnlockKind unlock, Optional<HashFunction> kept) {
        return unlock == UnlockKind.PIN
                ? new Suites(withPin(pinSuite, kept), Optional.of(withPin(approvalSuite, kept)))
                : new Suites(OcraSuite.parse(suite), Optional.empty());
    }

    private static OcraSuite withPin(String suite, Optional<HashFunction> kept) {
        return kept.map(hash -> PhoneSuites.mixing(hash, suite)).orElseGet(() -> OcraSuite.parse(suite));
    }
}
