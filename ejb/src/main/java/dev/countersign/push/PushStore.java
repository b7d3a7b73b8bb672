package dev.countersign.push;

import dev.countersign.sweep.OldRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Questions to the tables of push; works inside the caller's transaction. */
@ApplicationScoped
class PushStore {

    private static final OldRows OLD_REQUESTS = new OldRows("push_request", "id", "expires_at");
    private static final OldRows OLD_NOTICES =
            new OldRows("push_notice", "id", "expires_at", "o.delivery <> 'WAITING'");

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected PushStore() {}

    @Inject
    PushStore(EntityManager entities) {
        this.entities = entities;
    }

    void add(PushRequest request) {
        entities.persist(request);
    }

    /** All requests of an attempt, the newest first: that is the one that waits, where two nodes do not agree on what is newer. */
    List<PushRequest> listOf(String attempt) {
        return entities.createQuery(
                        "select r from PushRequest r where r.attemptId = :attempt"
                                + " order by case when r.state = :waiting then 0 else 1 end, r.createdAt desc",
                        PushRequest.class)
                .setParameter("attempt", attempt)
                .setParameter("waiting", PushRequestState.WAITING)
                .getResultList();
    }

    /** Requests of an attempt that nobody has decided, their rows locked: the sender notes in them too. */
    List<PushRequest> lockUndecided(String attempt) {
        return entities
                .createQuery(
                        "select r.id from PushRequest r where r.attemptId = :attempt and r.state = :waiting order by r.id",
                        String.class)
                .setParameter("attempt", attempt)
                .setParameter("waiting", PushRequestState.WAITING)
                .getResultList()
                .stream()
                .map(id -> lockRequest(UUID.fromString(id)))
                .toList();
    }

    /** The last requests of an enrolment, the newest first. */
    List<PushRequest> listNewest(UUID enrolment, int most) {
        return entities.createQuery(
                        "select r from PushRequest r where r.enrolmentId = :enrolment order by r.createdAt desc",
                        PushRequest.class)
                .setParameter("enrolment", enrolment.toString())
                .setMaxResults(most)
                .getResultList();
    }

    /** What waits for a decision on an installation, the newest first. */
    List<PushRequest> listWaiting(UUID installation, Instant now) {
        return entities.createQuery(
                        "select r from PushRequest r where r.installationId = :installation and r.state = :waiting"
                                + " and r.expiresAt > :now order by r.createdAt desc",
                        PushRequest.class)
                .setParameter("installation", installation.toString())
                .setParameter("waiting", PushRequestState.WAITING)
                .setParameter("now", now)
                .getResultList();
    }

    Optional<PushRequest> findRequest(UUID id) {
        return Optional.ofNullable(entities.find(PushRequest.class, id.toString()));
    }

    /** The request as it is now, its row locked; the user's row is locked before. */
    PushRequest lockRequest(UUID id) {
        PushRequest request = entities.find(PushRequest.class, id.toString(), LockModeType.PESSIMISTIC_WRITE);
        if (request == null) {
            throw new IllegalStateException("push request " + id + " is gone");
        }
        return request;
    }

    Optional<PushDevice> findDevice(UUID installation) {
        return Optional.ofNullable(entities.find(PushDevice.class, installation.toString()));
    }

    /** The row of an installation, locked; made where there was none. The installation's own row is locked before. */
    PushDevice lockDevice(UUID installation) {
        PushDevice known = entities.find(PushDevice.class, installation.toString(), LockModeType.PESSIMISTIC_WRITE);
        if (known != null) {
            return known;
        }
        PushDevice made = new PushDevice(installation);
        entities.persist(made);
        entities.flush();
        return made;
    }

    /** Notes that an app is open. No lock is waited for: of two connections any one may be the last to write. */
    void keepLive(UUID installation, Instant until) {
        entities.createNativeQuery("update push_device set live_until = ?1 where installation_id = ?2")
                .setParameter(1, Timestamp.from(until))
                .setParameter(2, installation.toString())
                .executeUpdate();
    }

    /** The standing of an enrolment; a new one where nothing was noted yet. The user's row is locked. */
    PushStanding standing(UUID enrolment) {
        return findStanding(enrolment).orElseGet(() -> {
            PushStanding made = new PushStanding(enrolment);
            entities.persist(made);
            return made;
        });
    }

    Optional<PushStanding> findStanding(UUID enrolment) {
        return Optional.ofNullable(entities.find(PushStanding.class, enrolment.toString()));
    }

    /** Requests whose notification is to be sent now, locked; those that another node has are passed over. */
    List<PushRequest> lockDue(Instant now, int most) {
        return lockDue(PushRequest.class, "push_request", now, most);
    }

    /** The same of notices. */
    List<PushNotice> lockDueNotices(Instant now, int most) {
        return lockDue(PushNotice.class, "push_notice", now, most);
    }

    private <T> List<T> lockDue(Class<T> type, String table, Instant now, int most) {
        List<?> ids = entities.createNativeQuery("select id from " + table + " where delivery = 'WAITING'"
                        + " and next_send_at <= ?1 order by next_send_at fetch first " + most
                        + " rows only for update skip locked")
                .setParameter(1, Timestamp.from(now))
                .getResultList();
        return ids.stream().map(id -> entities.find(type, id)).toList();
    }

    void add(PushNotice notice) {
        entities.persist(notice);
    }

    Optional<PushNotice> lockNotice(UUID id) {
        return Optional.ofNullable(entities.find(PushNotice.class, id.toString(), LockModeType.PESSIMISTIC_WRITE));
    }

    /** Removes notices whose time is over and that nobody sends any more, so many at a time. Returns how many. */
    int removeNotices(Instant before, int most) {
        return OLD_NOTICES.remove(entities, before, most);
    }

    /** Removes requests whose time was over before, so many at a time. Returns how many. */
    int removeExpired(Instant before, int most) {
        return OLD_REQUESTS.remove(entities, before, most);
    }
}
