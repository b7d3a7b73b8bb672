package dev.countersign.login;

import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;

/** Questions to the table of attempts; works inside the caller's transaction. */
@ApplicationScoped
class LoginAttemptStore {

    @PersistenceContext(unitName = "countersign")
    private EntityManager entities;

    /** For CDI. */
    protected LoginAttemptStore() {}

    /** For use outside a container. */
    LoginAttemptStore(EntityManager entities) {
        this.entities = entities;
    }

    void add(LoginAttempt attempt) {
        entities.persist(attempt);
    }

    /** The attempt with this id and secret, not locked. A wrong secret is as good as a wrong id. */
    Optional<LoginAttempt> findAttempt(String id, String secret) {
        return entities.createQuery(
                        "select a from LoginAttempt a where a.id = :id and a.secretHash = :hash", LoginAttempt.class)
                .setParameter("id", id)
                .setParameter("hash", Secrets.digestOf(secret))
                .getResultStream()
                .findFirst();
    }

    /** User of the attempt with this id and secret; read without a lock, because it never changes. */
    Optional<Long> findUserId(String id, String secret) {
        return entities.createQuery(
                        "select a.userId from LoginAttempt a where a.id = :id and a.secretHash = :hash", Long.class)
                .setParameter("id", id)
                .setParameter("hash", Secrets.digestOf(secret))
                .getResultStream()
                .findFirst();
    }

    /** The attempt with its row locked until the transaction ends; the user's row must be locked before. */
    LoginAttempt lockAttempt(String id) {
        LoginAttempt attempt = entities.find(LoginAttempt.class, id, LockModeType.PESSIMISTIC_WRITE);
        if (attempt == null) {
            throw new IllegalStateException("attempt " + id + " is gone");
        }
        return attempt;
    }
}
