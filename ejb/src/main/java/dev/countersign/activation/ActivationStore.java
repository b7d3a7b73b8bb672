package dev.countersign.activation;

import dev.countersign.crypto.Secrets;
import dev.countersign.device.Octets;
import dev.countersign.sweep.OldRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Questions to the table of activations; works inside the caller's transaction. */
@ApplicationScoped
class ActivationStore {

    private static final OldRows OLD = new OldRows("activation", "id", "expires_at");
    private static final OldRows OPEN = OLD.where("o.state in ('CREATED', 'FOUND')");

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected ActivationStore() {}

    @Inject
    ActivationStore(EntityManager entities) {
        this.entities = entities;
    }

    void add(Activation activation) {
        entities.persist(activation);
    }

    /** Whose activation it is; read without a lock, because it never changes. */
    Optional<Long> findUserId(UUID id) {
        return entities.createQuery("select a.userId from Activation a where a.id = :id", Long.class)
                .setParameter("id", id.toString())
                .getResultStream()
                .findFirst();
    }

    /** Whose activation it is, if the secret opens it; a wrong secret is as good as a wrong id. */
    Optional<Long> findUserId(UUID id, String secret) {
        return entities.createQuery(
                        "select a.userId from Activation a where a.id = :id and a.secretHash = :hash", Long.class)
                .setParameter("id", id.toString())
                .setParameter("hash", Secrets.digestOf(secret))
                .getResultStream()
                .findFirst();
    }

    /** The id of the activation that a typed code names. */
    Optional<UUID> findId(Octets locator) {
        return entities.createQuery("select a.id from Activation a where a.locatorHash = :hash", String.class)
                .setParameter("hash", Activation.hash(locator))
                .getResultStream()
                .findFirst()
                .map(UUID::fromString);
    }

    /** The activation with its row locked until the transaction ends; the user's row must be locked before. */
    Activation lock(UUID id) {
        return Optional.ofNullable(entities.find(Activation.class, id.toString(), LockModeType.PESSIMISTIC_WRITE))
                .orElseThrow(() -> new IllegalStateException("activation " + id + " is gone"));
    }

    /** An activation of the user's, not locked. */
    Optional<Activation> findOwn(long userId, UUID id) {
        return Optional.ofNullable(entities.find(Activation.class, id.toString()))
                .filter(activation -> activation.userId() == userId);
    }

    /** The newest of the user, whatever became of it; not locked. */
    Optional<Activation> findNewest(long userId) {
        return entities.createQuery(
                        "select a from Activation a where a.userId = :user order by a.createdAt desc, a.id desc",
                        Activation.class)
                .setParameter("user", userId)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** Those of the user that have not ended, locked in the order of their ids; the user's row is locked before. */
    List<Activation> lockOpen(long userId) {
        return entities
                .createQuery(
                        "select a.id from Activation a where a.userId = :user and a.state in :open order by a.id",
                        String.class)
                .setParameter("user", userId)
                .setParameter("open", List.of(ActivationState.CREATED, ActivationState.FOUND))
                .getResultList()
                .stream()
                .map(id -> lock(UUID.fromString(id)))
                .toList();
    }

    /** Blanks the secrets of so many of those whose time was over before, and says of how many. */
    int expireOverdue(Instant before, int most) {
        List<String> ids =
                OPEN.lock(entities, before, most).stream().map(Object::toString).toList();
        return ids.isEmpty()
                ? 0
                : entities.createQuery("update Activation a set a.state = :expired, a.secretsSealed = null,"
                                + " a.version = a.version + 1 where a.id in :ids")
                        .setParameter("expired", ActivationState.EXPIRED)
                        .setParameter("ids", ids)
                        .executeUpdate();
    }

    /** Removes so many of those whose time was over before, and says how many. */
    int removeExpired(Instant before, int most) {
        return OLD.remove(entities, before, most);
    }
}
