package dev.countersign.network;

import dev.countersign.sweep.OldRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Questions to the table of numbers and their networks; works inside the caller's transaction. */
@ApplicationScoped
public class NumberNetworks {

    private static final OldRows OLD = new OldRows("number_network", "e164", "known_until");

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected NumberNetworks() {}

    @Inject
    NumberNetworks(EntityManager entities) {
        this.entities = entities;
    }

    /** The networks of these numbers, by number, where they are known now. */
    public Map<String, String> find(Collection<String> numbers, Instant now) {
        if (numbers.isEmpty()) {
            return Map.of();
        }
        return entities.createQuery(
                        "select n from NumberNetwork n where n.e164 in :numbers and n.knownUntil > :now",
                        NumberNetwork.class)
                .setParameter("numbers", numbers)
                .setParameter("now", now)
                .getResultStream()
                .map(NumberNetwork::view)
                .collect(Collectors.toMap(KnownNetwork::number, KnownNetwork::network));
    }

    Optional<KnownNetwork> find(String number) {
        return Optional.ofNullable(entities.find(NumberNetwork.class, number)).map(NumberNetwork::view);
    }

    /** Whoever removes what was known is waited for: else what is told would go with it. */
    void keep(KnownNetwork known) {
        lock(known.number());
        entities.merge(new NumberNetwork(known));
    }

    /** False if nothing was known. */
    boolean forget(String number) {
        Optional<NumberNetwork> known = lock(number);
        known.ifPresent(entities::remove);
        return known.isPresent();
    }

    private Optional<NumberNetwork> lock(String number) {
        return Optional.ofNullable(entities.find(NumberNetwork.class, number, LockModeType.PESSIMISTIC_WRITE));
    }

    /** Removes what has not been believed since, so many at a time. Returns how many. */
    int removeOld(Instant now, int most) {
        return OLD.remove(entities, now, most);
    }
}
