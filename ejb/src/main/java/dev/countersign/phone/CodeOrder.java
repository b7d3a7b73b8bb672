package dev.countersign.phone;

import dev.countersign.budget.Asker;
import java.time.Instant;
import java.util.Optional;

/**
 * Asks for a code to be sent.
 *
 * @param purpose what the code is for
 * @param subject id of what it belongs to, for a login the attempt
 * @param e164 the number
 * @param language of the text
 * @param jurisdiction of the user, ISO 3166-1 alpha-2: its limits hold
 * @param latestEnd the code never outlives this
 * @param value what is to be typed, where whoever asks has made it; it then lives until {@code latestEnd}
 * @param asker who asks for it, as far as is known without the present request
 * @param isOfUnproven whether the number is one that the user has yet to prove to hold: whoever types one can ask for it
 */
public record CodeOrder(
        CodePurpose purpose,
        String subject,
        String e164,
        String language,
        String jurisdiction,
        Instant latestEnd,
        Optional<String> value,
        Asker asker,
        boolean isOfUnproven) {

    /** Asked for by whom the present request comes from. */
    public CodeOrder(
            CodePurpose purpose,
            String subject,
            String e164,
            String language,
            String jurisdiction,
            Instant latestEnd,
            Optional<String> value) {
        this(
                purpose,
                subject,
                e164,
                language,
                jurisdiction,
                latestEnd,
                value,
                Asker.NOBODY,
                purpose == CodePurpose.NUMBER);
    }

    /** Of six digits that are made for it. */
    public CodeOrder(
            CodePurpose purpose, String subject, String e164, String language, String jurisdiction, Instant latestEnd) {
        this(purpose, subject, e164, language, jurisdiction, latestEnd, Optional.empty());
    }

    /** The same for somebody of whom more is known than the present request says. */
    public CodeOrder from(Asker other) {
        return new CodeOrder(purpose, subject, e164, language, jurisdiction, latestEnd, value, other, isOfUnproven);
    }

    /** The same to a number that the user has yet to prove to hold. */
    public CodeOrder toUnproven() {
        return new CodeOrder(purpose, subject, e164, language, jurisdiction, latestEnd, value, asker, true);
    }

    @Override
    public String toString() {
        return "CodeOrder[" + purpose + " " + subject + "]";
    }
}
