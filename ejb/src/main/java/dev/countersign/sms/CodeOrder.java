package dev.countersign.sms;

import dev.countersign.budget.Asker;
import dev.countersign.mail.EmailAddress;
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
 * @param domain of the page that it is typed on, to which the text then binds it where there is room; empty where it is none of ours
 * @param mailbox where it goes, too; of a login alone, because no mailbox proves a number, or confirms what changes who may log in
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
        boolean isOfUnproven,
        Optional<String> domain,
        Optional<EmailAddress> mailbox) {

    public CodeOrder {
        if (mailbox.isPresent() && purpose != CodePurpose.LOGIN) {
            throw new IllegalArgumentException("a code for " + purpose + " goes by SMS alone");
        }
    }

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
                purpose == CodePurpose.NUMBER,
                Optional.empty(),
                Optional.empty());
    }

    /** Of six digits that are made for it. */
    public CodeOrder(
            CodePurpose purpose, String subject, String e164, String language, String jurisdiction, Instant latestEnd) {
        this(purpose, subject, e164, language, jurisdiction, latestEnd, Optional.empty());
    }

    /** The same for somebody of whom more is known than the present request says. */
    public CodeOrder from(Asker other) {
        return new CodeOrder(
                purpose, subject, e164, language, jurisdiction, latestEnd, value, other, isOfUnproven, domain, mailbox);
    }

    /** The same for a code that is typed on a page of this domain; empty where it is not, or not known. */
    public CodeOrder boundTo(Optional<String> other) {
        return new CodeOrder(
                purpose, subject, e164, language, jurisdiction, latestEnd, value, asker, isOfUnproven, other, mailbox);
    }

    /** The same for a code that goes to this mailbox, too; empty where it goes to none. */
    public CodeOrder alsoTo(Optional<EmailAddress> other) {
        return new CodeOrder(
                purpose, subject, e164, language, jurisdiction, latestEnd, value, asker, isOfUnproven, domain, other);
    }

    /** The same to a number that the user has yet to prove to hold. */
    public CodeOrder toUnproven() {
        return new CodeOrder(
                purpose, subject, e164, language, jurisdiction, latestEnd, value, asker, true, domain, mailbox);
    }

    @Override
    public String toString() {
        return "CodeOrder[" + purpose + " " + subject + "]";
    }
}
