package dev.countersign.mail;

import dev.countersign.crypto.Secrets;
import dev.countersign.time.ClockSkew;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The database side of the relay: takes mails that are due, and notes what became of them. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class MailClaims {

    @Inject
    private MailStore store;

    @Inject
    private MailSettings settings;

    @Inject
    private Secrets secrets;

    @Inject
    private Clock clock;

    @Inject
    private Event<MailReached> reached;

    /** The next mail to send; on its way past, those that are too late or unreadable are given up. */
    public Optional<ClaimedMail> claim() {
        Instant now = clock.instant();
        Optional<OutboundMail> due = store.lockDue(now, latest(now));
        while (due.isPresent()) {
            OutboundMail mail = due.get();
            Optional<Letter> letter = mail.letter(secrets);
            if (letter.isPresent() && !mail.isOver(now)) {
                mail.claim(now.plus(settings.relayLease()));
                return Optional.of(new ClaimedMail(mail.id(), mail.recipient(), letter.get(), mail.createdAt()));
            }
            mail.giveUp(now);
            reached.fire(new MailReached(MailState.GIVEN_UP));
            store.flush();
            due = store.lockDue(now, latest(now));
        }
        return Optional.empty();
    }

    /** No lease and no pause lasts longer. */
    private Instant latest(Instant now) {
        Duration lease = settings.relayLease();
        return ClockSkew.latest(
                now.plus(lease.compareTo(OutboundMail.LONGEST_PAUSE) > 0 ? lease : OutboundMail.LONGEST_PAUSE));
    }

    /** Notes it. A mail that came to its end meanwhile stays as it is. */
    public void note(String id, HandOver outcome) {
        Instant now = clock.instant();
        store.lock(id).ifPresent(mail -> {
            MailState before = mail.state();
            switch (outcome.kind()) {
                case TAKEN -> mail.sent(now);
                case TROUBLE, POSTPONED -> mail.postpone(outcome, now);
                case REFUSED -> mail.refused(outcome.code(), now);
            }
            if (mail.state() != before) {
                reached.fire(new MailReached(mail.state()));
            }
        });
    }
}
