package dev.countersign.mail;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Gives up mails that nobody took in their life, also while there is no server to ask, and removes the rows of those that
 * came to their end a week ago. Nodes pass over each other's rows.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class MailTidying {

    static final int BATCH = 500;

    /** Time for an operator to ask what became of a mail. */
    static final Duration KEPT = Duration.ofDays(7);

    @Inject
    private MailStore store;

    @Inject
    private Clock clock;

    @Inject
    private Event<MailReached> reached;

    /** Takes the oldest, and says how many they were. */
    public int giveUp() {
        Instant now = clock.instant();
        List<OutboundMail> overdue = store.lockOverdue(now, BATCH);
        for (OutboundMail mail : overdue) {
            mail.giveUp(now);
            reached.fire(new MailReached(MailState.GIVEN_UP));
        }
        return overdue.size();
    }

    /** The same of those that came to their end a week ago. */
    public int removeOld() {
        return store.removeEnded(clock.instant().minus(KEPT), BATCH);
    }
}
