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
    private Clock clock;

    /**
     * How SMS to the number fare. To a number that the user has not proven to hold, only what he had sent himself counts: how
     * SMS of others fare is not his to know.
     */
    public Delivery delivery(MobileNumber number) {
        Optional<OutboundSms> newest = number.isVerified()
                ? outbox.findNewestTo(number.e164())
                : outbox.findCode(CodePurpose.NUMBER, number.id())
                        .flatMap(code -> outbox.listOrders(code.id()).stream().findFirst());
        return newest.map(sms -> Delivery.of(sms, clock.instant())).orElse(Delivery.OK);
    }

    /** When SMS with confirm codes went to numbers of a user, removed ones among them, since a time; oldest first. */
    public List<Instant> listConfirmations(long userId, Instant since) {
        return outbox.listConfirmations(userId, since);
    }
}
