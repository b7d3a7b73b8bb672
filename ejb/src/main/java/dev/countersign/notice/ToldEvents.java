package dev.countersign.notice;

import dev.countersign.securityevent.SecurityEvent.Kind;
import dev.countersign.sweep.OldRows;
import dev.countersign.time.ClockSkew;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Questions to the table of what users were told; works inside the caller's transaction. */
@ApplicationScoped
class ToldEvents {

    /** How long an event counts, and is kept. */
    static final Duration DAY = Duration.ofHours(24);

    private static final OldRows OLD = new OldRows("told_event", "id", "told_at");

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected ToldEvents() {}

    @Inject
    ToldEvents(EntityManager entities) {
        this.entities = entities;
    }

    void add(ToldEvent told) {
        entities.persist(told);
    }

    /** Events of this kind that the user was told of within a day. */
    long count(long userId, Kind kind, Instant now) {
        return entities.createQuery(
                        "select count(t) from ToldEvent t where t.userId = :user and t.kind = :kind and t.toldAt > :since"
                                + " and t.toldAt <= :latest",
                        Long.class)
                .setParameter("user", userId)
                .setParameter("kind", kind)
                .setParameter("since", now.minus(DAY))
                .setParameter("latest", ClockSkew.latest(now))
                .getSingleResult();
    }

    /** Removes what counts no more, so many at a time. Returns how many. */
    int removeOld(Instant now, int most) {
        return OLD.remove(entities, now.minus(DAY).plus(1, ChronoUnit.MICROS), most);
    }
}
