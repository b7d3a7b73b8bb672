package dev.countersign.password;

import dev.countersign.crypto.Secrets;
import dev.countersign.id.CanonicalUuid;
import dev.countersign.sweep.OldRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Questions to the table of resets; works inside the caller's transaction. */
@ApplicationScoped
class ResetStore {

    private static final OldRows OLD = new OldRows("password_reset", "id", "expires_at");

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected ResetStore() {}

    @Inject
    ResetStore(EntityManager entities) {
        this.entities = entities;
    }

    void add(PasswordReset reset) {
        entities.persist(reset);
    }

    /** Resets of the user that have not ended, locked; the user's row must be locked before. */
    List<PasswordReset> lockOpen(long userId) {
        return entities
                .createQuery(
                        "select r.id from PasswordReset r where r.userId = :user and r.state in :open order by r.id",
                        String.class)
                .setParameter("user", userId)
                .setParameter("open", List.of(ResetState.ISSUED, ResetState.CLAIMED))
                .getResultList()
                .stream()
                .map(this::lock)
                .toList();
    }

    /** User of the reset with this id and secret; read without a lock, because it never changes. */
    Optional<Long> findUserId(String id, String secret) {
        if (!CanonicalUuid.is(id)) {
            return Optional.empty();
        }
        return entities.createQuery(
                        "select r.userId from PasswordReset r where r.id = :id and r.secretHash = :hash", Long.class)
                .setParameter("id", id)
                .setParameter("hash", Secrets.digestOf(secret))
                .getResultStream()
                .findFirst();
    }

    /** The reset with this id and secret, not locked. */
    Optional<PasswordReset> find(String id, String secret) {
        return findUserId(id, secret).map(userId -> entities.find(PasswordReset.class, id));
    }

    /** Removes so many of those whose time was over before, and says how many. */
    int removeExpired(Instant before, int most) {
        return OLD.remove(entities, before, most);
    }

    /** The reset with its row locked until the transaction ends; the user's row must be locked before. */
    PasswordReset lock(String id) {
        PasswordReset reset = entities.find(PasswordReset.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (reset == null) {
            throw new IllegalStateException("reset " + id + " is gone");
        }
        return reset;
    }
}
