package dev.countersign.history;

import dev.countersign.sweep.OldRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Questions to the table of past logins; works inside the caller's transaction. */
@ApplicationScoped
class LoginEventStore {

    private static final OldRows OLD = new OldRows("login_event", "id", "at");

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected LoginEventStore() {}

    @Inject
    LoginEventStore(EntityManager entities) {
        this.entities = entities;
    }

    void add(LoginEvent event) {
        entities.persist(event);
    }

    Optional<LoginEvent> findNewest(String subject) {
        return listNewest(subject, Instant.EPOCH, 1).stream().findFirst();
    }

    /** Whether tries at the user's closed door, with a right password or a wrong one, were written down after a time and until another. */
    boolean isClosedDoorKnown(String subject, boolean passwordKnown, Instant after, Instant until) {
        return !entities.createQuery(
                        "select e.id from LoginEvent e where e.subject = :subject and e.at > :after and e.at <= :until"
                                + " and e.outcome = :locked and e.passwordKnown = :known and e.disownedAt is null",
                        String.class)
                .setParameter("subject", subject)
                .setParameter("after", after)
                .setParameter("until", until)
                .setParameter("locked", EventOutcome.LOCKED)
                .setParameter("known", passwordKnown)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** What came after {@code since}, the newest first. */
    List<LoginEvent> listNewest(String subject, Instant since, int most) {
        return entities.createQuery(
                        "select e from LoginEvent e where e.subject = :subject and e.at > :since order by e.at desc, e.id desc",
                        LoginEvent.class)
                .setParameter("subject", subject)
                .setParameter("since", since)
                .setMaxResults(most)
                .getResultList();
    }

    /** Removes what nobody is shown any more, so many at a time; number of rows. */
    int removeUntil(Instant end, int most) {
        return OLD.remove(entities, end.plus(1, ChronoUnit.MICROS), most);
    }
}
