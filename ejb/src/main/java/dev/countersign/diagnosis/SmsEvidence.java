package dev.countersign.diagnosis;

import dev.countersign.factor.OwnedFactor;
import dev.countersign.sms.SmsReport;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a verdict is based on, as far as its asker may see it.
 *
 * @param number that messages go to: four dots and the last four digits; empty where the login asks for none
 * @param message what became of the last one, if it was sent of late
 * @param until when the number may get another one; empty where it may now
 * @param contact whom people of the number's country ask whose carrier filters messages; only where it does
 * @param factors what logins ask for instead; only where they do
 * @param advice what is better than text messages; empty where nothing speaks against them
 */
public record SmsEvidence(
        Optional<String> number,
        Optional<SmsReport> message,
        Optional<Instant> until,
        Optional<String> contact,
        List<OwnedFactor> factors,
        Optional<Advice> advice) {

    /** What is better than text messages that fail again and again. */
    public enum Advice {
        AUTHENTICATOR
    }

    public SmsEvidence {
        factors = List.copyOf(factors);
    }
}
