package dev.countersign.move;

import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Questions to the table of moves; works inside the caller's transaction. */
@ApplicationScoped
class MoveStore {

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected MoveStore() {}

    @Inject
    MoveStore(EntityManager entities) {
        this.entities = entities;
    }

    /** Adds a move after its enrolments have been written down. */
    void add(PhoneMove move) {
        entities.flush();
        entities.persist(move);
    }

    /** When the weak moves of the user since then were made, the newest first. */
    List<Instant> listWeakSince(long userId, Instant since) {
        return entities.createQuery(
                        "select m.createdAt from PhoneMove m where m.userId = :user and m.weak = :yes and m.createdAt > :since"
                                + " order by m.createdAt desc",
                        Instant.class)
                .setParameter("user", userId)
                .setParameter("yes", true)
                .setParameter("since", since)
                .getResultList();
    }

    /** Whose move the token of a link stops; read without a lock, because it never changes. */
    Optional<Long> findUserId(String stopToken) {
        return entities.createQuery("select m.userId from PhoneMove m where m.stopHash = :hash", Long.class)
                .setParameter("hash", Secrets.digestOf(stopToken))
                .getResultStream()
                .findFirst();
    }

    /** The move that the token stops, as its row stands now; the user's row is locked. */
    PhoneMove lock(String stopToken) {
        return entities.createQuery("select m from PhoneMove m where m.stopHash = :hash", PhoneMove.class)
                .setParameter("hash", Secrets.digestOf(stopToken))
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getSingleResult();
    }

    /** The user's moves that nobody stopped. */
    List<PhoneMove> listNotStopped(long userId) {
        return entities.createQuery(
                        "select m from PhoneMove m where m.userId = :user and m.stoppedAt is null order by m.id",
                        PhoneMove.class)
                .setParameter("user", userId)
                .getResultList();
    }
}
