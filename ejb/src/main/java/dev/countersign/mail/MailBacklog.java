package dev.countersign.mail;

import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How mail stands, for operators. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class MailBacklog {

    /** From then on somebody should look. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private static final Duration DAY = Duration.ofHours(24);

    @PersistenceContext(unitName = "countersign")
    private EntityManager entities;

    @Inject
    private Clock clock;

    /**
     * Mails of all nodes.
     *
     * @param waiting that no server has taken yet, but for those put off
     * @param oldest when the oldest of these was written; empty where none waits
     * @param putOff whose recipient could not have them at the last try, as one whose mailbox is full; that says nothing of the mail server
     * @param lost that were given up or refused within the last day
     */
    public record Backlog(long waiting, Optional<Instant> oldest, long putOff, long lost) {}

    public Backlog show() {
        Object[] row = entities.createQuery(
                        "select count(m), min(m.createdAt) from OutboundMail m"
                                + " where m.state = :waiting and m.putOff = false",
                        Object[].class)
                .setParameter("waiting", MailState.WAITING)
                .getSingleResult();
        long putOff = entities.createQuery(
                        "select count(m) from OutboundMail m where m.state = :waiting and m.putOff = true", Long.class)
                .setParameter("waiting", MailState.WAITING)
                .getSingleResult();
        long lost = entities.createQuery(
                        "select count(m) from OutboundMail m where m.state in (:refused, :givenUp) and m.changedAt > :since",
                        Long.class)
                .setParameter("refused", MailState.REFUSED)
                .setParameter("givenUp", MailState.GIVEN_UP)
                .setParameter("since", clock.instant().minus(DAY))
                .getSingleResult();
        return new Backlog((Long) row[0], Optional.ofNullable((Instant) row[1]), putOff, lost);
    }

    /** One sentence where somebody should look; empty where all is well. */
    public String note() {
        Backlog backlog = show();
        boolean late = backlog.oldest()
                .filter(oldest -> oldest.isBefore(clock.instant().minus(PATIENCE)))
                .isPresent();
        if (late) {
            return backlog.waiting() + " mails wait for the mail server, the oldest for over 5 min";
        }
        return backlog.lost() == 0 ? "" : backlog.lost() + " mails were given up or refused within a day";
    }
}
