package dev.countersign.sms;

import dev.countersign.budget.Asker;
import dev.countersign.budget.SmsBudget;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Sends notices by SMS, inside the caller's transaction. A notice carries no secret and takes no turn of its number, so that
 * nobody can hold it back by having codes sent there. How many a user gets of a kind and day is bounded by who calls.
 */
@ApplicationScoped
public class SmsNotices {

    /** A phone that is off over night still gets it. */
    private static final Duration LIFE = Duration.ofHours(24);

    @Inject
    private SmsOutbox outbox;

    @Inject
    private SmsBudget budget;

    @Inject
    private Secrets secrets;

    @Inject
    private Clock clock;

    @Inject
    private Event<SmsOrdered> ordered;

    @Inject
    private Event<SmsReached> reached;

    /**
     * Sends a notice, unless no SMS goes there any more.
     *
     * @param text as the user reads it
     * @return whether it was ordered
     */
    public boolean send(MobileNumber to, String text) {
        if (budget.isClosed(SmsCodes.destination(to.e164(), Asker.NOBODY))) {
            return false;
        }
        Instant now = clock.instant();
        outbox.add(new OutboundSms(to.e164(), text, secrets, now, now.plus(LIFE)));
        ordered.fire(new SmsOrdered());
        reached.fire(new SmsReached(SmsState.WAITING));
        return true;
    }
}
