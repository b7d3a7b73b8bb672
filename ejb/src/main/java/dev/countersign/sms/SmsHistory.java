package dev.countersign.sms;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What was sent to a number, and what the carriers said of it; works inside the caller's transaction. */
@ApplicationScoped
public class SmsHistory {

    @Inject
    private SmsOutbox outbox;

    @Inject
    private MobileNumbers numbers;

    @Inject
    private Clock clock;

    /**
     * Whether what is sent to the number is this user's to know: he has proven to hold it, and nobody else has since. When the
     * owner of a phone gets messages tells a former one, or who merely typed the number, of his logins.
     */
    public boolean isHis(MobileNumber number) {
        return number.isVerified() && !numbers.isProvenSince(number);
    }

    /** How SMS to the number fare; where it is not his, those alone that he had sent to prove it. */
    public Delivery delivery(MobileNumber number) {
        return delivery(last(number));
    }

    /** The same by what {@link #last} told. */
    public Delivery delivery(Optional<SmsReport> last) {
        return last.map(report -> Delivery.of(report, clock.instant())).orElse(Delivery.OK);
    }

    /** What became of the last SMS to the number, and when; where it is not his, of the last that he had sent to prove it. */
    public Optional<SmsReport> last(MobileNumber number) {
        return isHis(number) ? newestTo(number) : newest(CodePurpose.NUMBER, number.id());
    }

    /** What became of the last SMS with the code of a subject. */
    public Optional<SmsReport> newest(CodePurpose purpose, String subject) {
        return outbox.findCode(purpose, subject)
                .flatMap(outbox::findNewestOrder)
                .map(SmsReport::of);
    }

    private Optional<SmsReport> newestTo(MobileNumber number) {
        return outbox.findNewestTo(number.e164()).map(SmsReport::of);
    }

    /** When SMS with confirm codes went to numbers of a user, removed ones among them, since a time; oldest first. */
    public List<Instant> listConfirmations(long userId, Instant since) {
        return outbox.listConfirmations(userId, since);
    }
}
