package dev.countersign.budget;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Questions to the table of closed ranges; works inside the caller's transaction. */
@ApplicationScoped
class ClosedRanges {

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected ClosedRanges() {}

    @Inject
    ClosedRanges(EntityManager entities) {
        this.entities = entities;
    }

    /** Whether a number lies in one of them. */
    boolean hasNumber(String e164) {
        List<String> beginnings = IntStream.rangeClosed(2, e164.length())
                .mapToObj(end -> e164.substring(0, end))
                .toList();
        return entities.createQuery("select count(r) from ClosedRange r where r.prefix in :beginnings", Long.class)
                        .setParameter("beginnings", beginnings)
                        .getSingleResult()
                > 0;
    }

    List<ClosedRange> list() {
        return entities.createQuery("select r from ClosedRange r order by r.prefix", ClosedRange.class)
                .getResultList();
    }

    Optional<ClosedRange> find(String prefix) {
        return Optional.ofNullable(entities.find(ClosedRange.class, prefix));
    }

    void add(ClosedRange range) {
        entities.persist(range);
    }

    ClosedRange remove(ClosedRange range) {
        entities.remove(range);
        return range;
    }
}
