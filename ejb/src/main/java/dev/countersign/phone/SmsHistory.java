package dev.countersign.phone;

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
     * How SMS to the number fare. To a number that the user has not proven to hold, only what he had sent himself counts: how
     * SMS of others fare is not his to know.
     */
    public Delivery delivery(MobileNumber number) {
        Optional<SmsReport> newest = number.isVerified() ? newestTo(number) : newest(CodePurpose.NUMBER, number.id());
        return newest.map(report -> Delivery.of(report, clock.instant())).orElse(Delivery.OK);
    }

    /**
     * What became of the last SMS to the number, and when. Where another user has proven since then that the number is his, only
     * what this user had sent to prove it counts: when the present owner of a phone gets messages is not a former one's to know.
     */
    public Optional<SmsReport> last(MobileNumber number) {
        return number.isVerified() && !numbers.isProvenSince(number)
                ? newestTo(number)
                : newest(CodePurpose.NUMBER, number.id());
    }

    /** What became of the last SMS with the code of a subject. */
    public Optional<SmsReport> newest(CodePurpose purpose, String subject) {
        return outbox.findCode(purpose, subject)
                .flatMap(code -> outbox.listOrders(code.id()).stream().findFirst())
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
