package dev.countersign.login;

import dev.countersign.crypto.Secrets;
import dev.countersign.id.CanonicalUuid;
import dev.countersign.sweep.OldRows;
import dev.countersign.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.TypedQuery;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Questions to the table of attempts; works inside the caller's transaction. */
@ApplicationScoped
class LoginAttemptStore {

    private static final OldRows ENDED = new OldRows("login_attempt", "id", "expires_at")
            .where("not exists (select 1 from login_session s where s.attempt_id = o.id)")
            .where("not exists (select 1 from push_request p where p.attempt_id = o.id)");

    private static final String OVERDUE = "state in ('FACTOR_PENDING', 'AUTHENTICATED') and expires_at <= ?1";
    /** States of attempts that may still yield a session. */
    static final List<AttemptState> OPEN = List.of(AttemptState.FACTOR_PENDING, AttemptState.AUTHENTICATED);

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected LoginAttemptStore() {}

    @Inject
    LoginAttemptStore(EntityManager entities) {
        this.entities = entities;
    }

    void add(LoginAttempt attempt) {
        entities.persist(attempt);
    }

    /** The attempt with this id and secret, not locked. A wrong secret is as good as a wrong id. */
    Optional<LoginAttempt> findAttempt(String id, String secret) {
        if (!CanonicalUuid.is(id)) {
            return Optional.empty();
        }
        return entities.createQuery(
                        "select a from LoginAttempt a where a.id = :id and a.secretHash = :hash", LoginAttempt.class)
                .setParameter("id", id)
                .setParameter("hash", Secrets.digestOf(secret))
                .getResultStream()
                .findFirst();
    }

    /** An attempt that exists, not locked. */
    LoginAttempt getAttempt(String id) {
        return there(id, entities.find(LoginAttempt.class, id));
    }

    /** The newest attempt of a user that was begun after a time. */
    Optional<LoginAttempt> findNewest(long userId, Instant after) {
        return entities.createQuery(
                        "select a from LoginAttempt a where a.userId = :user and a.createdAt > :after"
                                + " order by a.createdAt desc",
                        LoginAttempt.class)
                .setParameter("user", userId)
                .setParameter("after", after)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** User of the attempt with this id and secret; read without a lock, because it never changes. */
    Optional<Long> findUserId(String id, String secret) {
        if (!CanonicalUuid.is(id)) {
            return Optional.empty();
        }
        return entities.createQuery(
                        "select a.userId from LoginAttempt a where a.id = :id and a.secretHash = :hash", Long.class)
                .setParameter("id", id)
                .setParameter("hash", Secrets.digestOf(secret))
                .getResultStream()
                .findFirst();
    }

    /**
     * User of the attempt with this id and secret, with his row locked until the transaction ends: the first lock of the order user,
     * attempts, number. Empty, and nothing locked, where there is no such attempt or it is over by now, whether that has been written
     * down or not. The question inside is asked without a lock: who waited for the user may find the attempt over.
     */
    Optional<User> lockUser(String id, String secret, Instant now) {
        return CanonicalUuid.is(id)
                ? lockUser(id, now, " and a.secretHash = :hash", Map.of("hash", Secrets.digestOf(secret)))
                : Optional.empty();
    }

    /** The same of the attempt with this id. */
    Optional<User> lockUser(String id, Instant now) {
        return lockUser(id, now, "", Map.of());
    }

    private Optional<User> lockUser(String id, Instant now, String further, Map<String, String> parameters) {
        TypedQuery<User> query = entities.createQuery(
                        "select u from User u where u.id = (select a.userId from LoginAttempt a where a.id = :id"
                                + " and a.state in :open and a.expiresAt > :now" + further + ")",
                        User.class)
                .setParameter("id", id)
                .setParameter("open", OPEN)
                .setParameter("now", now)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE);
        parameters.forEach(query::setParameter);
        return query.getResultStream().findFirst();
    }

    /** The attempt with its row locked until the transaction ends; the user's row must be locked before. */
    LoginAttempt lockAttempt(String id) {
        return there(id, entities.find(LoginAttempt.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    private static LoginAttempt there(String id, @Nullable LoginAttempt attempt) {
        if (attempt == null) {
            throw new IllegalStateException("attempt " + id + " is gone");
        }
        return attempt;
    }

    /**
     * Removes attempts that came to this end before, but for those whose session or request for approval is still there; so many at a
     * time. Returns how many. One end at a time: the index has states before times.
     */
    int removeOld(AttemptState end, Instant before, int most) {
        return ENDED.where("o.state = '" + end + "'").remove(entities, before, most);
    }

    /** Whether a login of the user from this network address came to its session after a time, by a factor. */
    boolean isKnownAddress(long userId, String address, Instant after) {
        return entities.createQuery(
                                "select count(a) from LoginAttempt a where a.userId = :user and a.state = :complete"
                                        + " and a.factorKind is not null and a.clientAddress = :address and a.createdAt > :after",
                                Long.class)
                        .setParameter("user", userId)
                        .setParameter("complete", AttemptState.TOKEN_ISSUED)
                        .setParameter("address", address)
                        .setParameter("after", after)
                        .getSingleResult()
                > 0;
    }

    /** Attempts of a user that wait for their factor, locked in the order of their ids; the user's row is locked before. */
    List<LoginAttempt> lockPending(long userId) {
        return entities
                .createQuery(
                        "select a.id from LoginAttempt a where a.userId = :user and a.state = :pending order by a.id",
                        String.class)
                .setParameter("user", userId)
                .setParameter("pending", AttemptState.FACTOR_PENDING)
                .getResultList()
                .stream()
                .map(this::lockAttempt)
                .toList();
    }

    /** Attempts of a user that may still yield a token, locked in the order of their ids; the user's row is locked before. */
    List<LoginAttempt> lockOpen(long userId) {
        return entities
                .createQuery(
                        "select a.id from LoginAttempt a where a.userId = :user and a.state in :open order by a.id",
                        String.class)
                .setParameter("user", userId)
                .setParameter("open", OPEN)
                .getResultList()
                .stream()
                .map(this::lockAttempt)
                .toList();
    }

    /**
     * So many open attempts whose time is over, those first that were over first, locked, and before them their users as everywhere: what is told of an end refers to its user, and
     * PostgreSQL has such a row wait for whoever holds the user. Users and attempts that somebody holds now are passed over.
     */
    List<LoginAttempt> lockOverdue(Instant now, int most) {
        List<?> users = entities.createNativeQuery("select id from login_user where id in"
                        + " (select user_id from (select user_id from login_attempt where " + OVERDUE
                        + " order by expires_at fetch first " + most + " rows only) first_over)"
                        + " for update skip locked")
                .setParameter(1, Timestamp.from(now))
                .getResultList();
        if (users.isEmpty()) {
            return List.of();
        }
        String numbers = users.stream().map(String::valueOf).collect(Collectors.joining(", "));
        List<?> ids = entities.createNativeQuery("select id from login_attempt where " + OVERDUE + " and user_id in ("
                        + numbers + ") order by expires_at fetch first " + most + " rows only for update skip locked")
                .setParameter(1, Timestamp.from(now))
                .getResultList();
        return ids.isEmpty()
                ? List.of()
                : entities.createQuery(
                                "select a from LoginAttempt a where a.id in :ids order by a.expiresAt",
                                LoginAttempt.class)
                        .setParameter("ids", ids)
                        .getResultList();
    }
}
