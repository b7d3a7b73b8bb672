package dev.countersign.token;

import dev.countersign.crypto.Secrets;
import dev.countersign.factor.FactorKind;
import dev.countersign.id.CanonicalUuid;
import dev.countersign.sweep.OldRows;
import dev.countersign.user.SessionBook;
import dev.countersign.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Questions to the table of sessions; works inside the caller's transaction. */
@ApplicationScoped
class SessionStore implements SessionBook {

    private static final OldRows OLD = new OldRows("login_session", "id", "expires_at")
            .where("not exists (select 1 from confirmation c where c.session_id = o.id)");

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected SessionStore() {}

    @Inject
    SessionStore(EntityManager entities) {
        this.entities = entities;
    }

    /** A session and whose it is, as both rows stand now. */
    record Owned(LoginSession session, User user) {}

    void add(LoginSession session) {
        entities.persist(session);
        entities.flush();
    }

    Optional<Owned> findWithUser(String id) {
        return entities.createQuery(
                        "select s, u from LoginSession s, User u where s.id = :id and u.id = s.userId", Object[].class)
                .setParameter("id", id)
                .getResultStream()
                .findFirst()
                .map(row -> new Owned((LoginSession) row[0], (User) row[1]));
    }

    /** Whether nobody has ended it, as the row stands now. */
    boolean isOpen(String id) {
        return entities.createQuery(
                                "select count(s) from LoginSession s where s.id = :id and s.endedAt is null",
                                Long.class)
                        .setParameter("id", id)
                        .getSingleResult()
                > 0;
    }

    /** The session that a browser's cookie opens, whatever the cookie is. */
    Optional<Owned> findByCookie(String cookie) {
        return entities.createQuery(
                        "select s, u from LoginSession s, User u where s.cookieHash = :hash and u.id = s.userId",
                        Object[].class)
                .setParameter("hash", Secrets.digestOf(cookie))
                .getResultStream()
                .findFirst()
                .map(row -> new Owned((LoginSession) row[0], (User) row[1]));
    }

    /** Writes down that the session was used, unless another call has just done so or the session was ended. */
    void note(LoginSession session, Instant now) {
        entities.createQuery("update LoginSession s set s.lastSeenAt = :now"
                        + " where s.id = :id and s.lastSeenAt = :before and s.endedAt is null")
                .setParameter("now", now)
                .setParameter("id", session.id())
                .setParameter("before", session.lastSeenAt())
                .executeUpdate();
    }

    /** Sessions of the user that nobody has ended and whose time is not over, the oldest first; some may have idled out. */
    List<LoginSession> listNotEnded(long userId, Instant now) {
        return entities.createQuery(
                        "select s from LoginSession s where s.userId = :user and s.endedAt is null"
                                + " and s.expiresAt > :now order by s.createdAt, s.id",
                        LoginSession.class)
                .setParameter("user", userId)
                .setParameter("now", now)
                .getResultList();
    }

    /** Removes sessions whose time was over before; as many at a time. Returns how many. */
    int removeOld(Instant before, int most) {
        return OLD.remove(entities, before, most);
    }

    /** The sessions that attempts have yielded, alive or not. */
    List<LoginSession> listByAttempts(Collection<String> attemptIds) {
        return attemptIds.isEmpty()
                ? List.of()
                : entities.createQuery(
                                "select s from LoginSession s where s.attemptId in :attempts", LoginSession.class)
                        .setParameter("attempts", attemptIds)
                        .getResultList();
    }

    /** How many sessions of the user are alive, but the one of the id; an empty id leaves none out. */
    int countAliveBut(long userId, String leftOut, Instant now, SessionRules rules) {
        return entities.createQuery(
                        "select count(s) from LoginSession s where s.userId = :user and s.id <> :leftOut"
                                + " and s.endedAt is null and s.expiresAt > :now and s.lastSeenAt > :idleSince",
                        Long.class)
                .setParameter("user", userId)
                .setParameter("leftOut", leftOut)
                .setParameter("now", now)
                .setParameter("idleSince", now.minus(rules.idle()))
                .getSingleResult()
                .intValue();
    }

    /** Ends one session of the user; the row count of the conditional update tells whether it was this call that did. */
    boolean end(long userId, String id, Instant now) {
        if (!CanonicalUuid.is(id)) {
            return false;
        }
        return entities.createQuery("update LoginSession s set s.endedAt = :now"
                                + " where s.id = :id and s.userId = :user and s.endedAt is null")
                        .setParameter("now", now)
                        .setParameter("id", id)
                        .setParameter("user", userId)
                        .executeUpdate()
                == 1;
    }

    /** Ends the user's sessions that factors of the kind have opened, but the one of the id; an empty id spares none. */
    void endOpenedBy(long userId, FactorKind kind, String spared, Instant now) {
        entities.createQuery("update LoginSession s set s.endedAt = :now"
                        + " where s.userId = :user and s.factor = :factor and s.id <> :spared and s.endedAt is null")
                .setParameter("now", now)
                .setParameter("user", userId)
                .setParameter("factor", kind.name())
                .setParameter("spared", spared)
                .executeUpdate();
    }

    void endAllSince(long userId, Instant since, Instant now) {
        entities.createQuery("update LoginSession s set s.endedAt = :now"
                        + " where s.userId = :user and s.createdAt >= :since and s.endedAt is null")
                .setParameter("now", now)
                .setParameter("user", userId)
                .setParameter("since", since)
                .executeUpdate();
    }

    @Override
    public void endAll(long userId, Instant now) {
        endAllBut(userId, "", now);
    }

    /** Ends the user's sessions but the one of the id; an empty id spares none. Returns how many were ended. */
    int endAllBut(long userId, String spared, Instant now) {
        return entities.createQuery("update LoginSession s set s.endedAt = :now"
                        + " where s.userId = :user and s.id <> :spared and s.endedAt is null")
                .setParameter("now", now)
                .setParameter("user", userId)
                .setParameter("spared", spared)
                .executeUpdate();
    }
}
