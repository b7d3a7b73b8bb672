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
import java.util.List;
import java.util.Optional;

/** How mail stands, for operators. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class MailBacklog {

    /** From then on somebody should look. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /** A mail server that took nothing for so long, and puts off mails to several, may say of each recipient what is true of itself. */
    private static final Duration QUIET = Duration.ofHours(1);

    private static final Duration DAY = Duration.ofHours(24);

    @PersistenceContext(unitName = "countersign")
    private EntityManager entities;

    @Inject
    private Clock clock;

    /**
     * Mails of all nodes.
     *
     * @param waiting that no server has taken yet; those put off only where they look like a server that takes nothing
     * @param oldest when the oldest of these was written; empty where none waits
     * @param putOff whose recipient could not have them at the last try, as one whose mailbox is full
     * @param lost that were given up or refused within the last day, but for codes that their recipient could not have
     */
    public record Backlog(long waiting, Optional<Instant> oldest, long putOff, long lost) {}

    public Backlog show() {
        Object[] putOff = entities.createQuery(
                        "select count(m), count(distinct m.recipient) from OutboundMail m"
                                + " where m.state = :waiting and m.putOff = true",
                        Object[].class)
                .setParameter("waiting", MailState.WAITING)
                .getSingleResult();
        // Mails to several are put off while none leaves: that is hardly their mailboxes.
        boolean takesNothing = (Long) putOff[1] > 1 && !hasTakenLately();
        Object[] row = entities.createQuery(
                        "select count(m), min(m.createdAt) from OutboundMail m"
                                + " where m.state = :waiting and m.putOff in :counted",
                        Object[].class)
                .setParameter("waiting", MailState.WAITING)
                .setParameter("counted", takesNothing ? List.of(false, true) : List.of(false))
                .getSingleResult();
        long lost = entities.createQuery(
                        "select count(m) from OutboundMail m where (m.state = :refused or (m.state = :givenUp and (m.putOff = false or m.codeId is null)))"
                                + " and m.changedAt > :since",
                        Long.class)
                .setParameter("refused", MailState.REFUSED)
                .setParameter("givenUp", MailState.GIVEN_UP)
                .setParameter("since", clock.instant().minus(DAY))
                .getSingleResult();
        return new Backlog((Long) row[0], Optional.ofNullable((Instant) row[1]), (Long) putOff[0], lost);
    }

    private boolean hasTakenLately() {
        return entities.createQuery(
                                "select count(m) from OutboundMail m where m.state = :sent and m.changedAt > :since",
                                Long.class)
                        .setParameter("sent", MailState.SENT)
                        .setParameter("since", clock.instant().minus(QUIET))
                        .getSingleResult()
                > 0;
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
