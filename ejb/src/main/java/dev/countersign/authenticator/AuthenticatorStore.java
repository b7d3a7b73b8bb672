package dev.countersign.authenticator;

import dev.countersign.crypto.Secrets;
import dev.countersign.device.PinHash;
import dev.countersign.sweep.OwnedRows;
import dev.countersign.sweep.RowPlace;
import dev.countersign.sweep.Walked;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Questions to the tables of phones, enrolments and challenges; works inside the caller's transaction. */
@ApplicationScoped
public class AuthenticatorStore {

    /** Rows of the table of turns. */
    private static final int TURNS = 64;

    private static final OwnedRows OF_ENDED =
            new OwnedRows("challenge", "enrolment_id", "expires_at", "enrolment", "o.keys_sealed is null");

    private static final OwnedRows OF_FORMER_KEYS = new OwnedRows(
            "challenge",
            "enrolment_id",
            "expires_at",
            "enrolment",
            "o.key_number > 1 and r.key_number < coalesce(o.old_key_number, o.key_number)");

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected AuthenticatorStore() {}

    @Inject
    AuthenticatorStore(EntityManager entities) {
        this.entities = entities;
    }

    public void add(Installation installation) {
        entities.persist(installation);
        entities.flush();
    }

    /** Adds an enrolment after the one that it replaces has been written down as ended. */
    public void add(Enrolment enrolment) {
        entities.flush();
        entities.persist(enrolment);
    }

    void add(IssuedChallenge challenge) {
        entities.persist(challenge);
    }

    /** The installation of this id with its row locked until the transaction ends. */
    public Optional<Installation> lockInstallation(UUID id) {
        return Optional.ofNullable(entities.find(Installation.class, id.toString(), LockModeType.PESSIMISTIC_WRITE));
    }

    /** Locks an installation that may be new: of two who would make one at a time, the second waits here and then sees it. */
    public Optional<Installation> lockOrAwaitInstallation(UUID id) {
        Optional<Installation> known = lockInstallation(id);
        if (known.isPresent()) {
            return known;
        }
        entities.createNativeQuery("select id from installation_turn where id = ?1 for update")
                .setParameter(1, Math.floorMod(id.hashCode(), TURNS))
                .getSingleResult();
        return lockInstallation(id);
    }

    /** The installation of this id, if the token is its own. */
    public Optional<Installation> findInstallation(UUID id, String token) {
        return Optional.ofNullable(entities.find(Installation.class, id.toString()))
                .filter(installation -> installation.isToken(token));
    }

    /** Whether this is the token of the installation. Reads no more of it: once locks are held it is read as it is then. */
    public boolean isInstallation(UUID id, String token) {
        return entities.createQuery(
                                "select count(i) from Installation i where i.id = :id and i.tokenHash = :hash",
                                Long.class)
                        .setParameter("id", id.toString())
                        .setParameter("hash", Secrets.digestOf(token))
                        .getSingleResult()
                > 0;
    }

    /** The hash of the PIN that the installation has, if it has one. Reads no more of it either. */
    Optional<PinHash> findPin(UUID id, Secrets secrets) {
        return entities.createQuery(
                        "select i.pinSealed from Installation i where i.id = :id and i.pinSealed is not null",
                        String.class)
                .setParameter("id", id.toString())
                .getResultStream()
                .findFirst()
                .map(text -> Installation.pin(id.toString(), text, secrets));
    }

    public Installation getInstallation(UUID id) {
        return Optional.ofNullable(entities.find(Installation.class, id.toString()))
                .orElseThrow(() -> new IllegalStateException("installation " + id + " is gone"));
    }

    Enrolment getEnrolment(UUID id) {
        return Optional.ofNullable(entities.find(Enrolment.class, id.toString()))
                .orElseThrow(() -> new IllegalStateException("enrolment " + id + " is gone"));
    }

    Optional<Enrolment> findActive(long userId) {
        return entities.createQuery("select e from Enrolment e where e.activeUser = :user", Enrolment.class)
                .setParameter("user", userId)
                .getResultStream()
                .findFirst();
    }

    /** All enrolments of the installation that were ever made, the oldest first. */
    public List<Enrolment> listEnrolments(UUID installation) {
        return entities.createQuery(
                        "select e from Enrolment e where e.installationId = :installation order by e.createdAt, e.id",
                        Enrolment.class)
                .setParameter("installation", installation.toString())
                .getResultList();
    }

    /** Users whose authenticator answers on the installation, in the order of their ids. */
    public List<Long> listActiveUsers(UUID installation) {
        return entities.createQuery(
                        "select e.activeUser from Enrolment e where e.installationId = :installation and e.state = :active"
                                + " order by e.activeUser",
                        Long.class)
                .setParameter("installation", installation.toString())
                .setParameter("active", EnrolmentState.ACTIVE)
                .getResultList();
    }

    /** How many other users the installation serves. */
    public int countOthers(UUID installation, long userId) {
        return entities.createQuery(
                        "select count(e) from Enrolment e where e.installationId = :installation and e.activeUser <> :user",
                        Long.class)
                .setParameter("installation", installation.toString())
                .setParameter("user", userId)
                .getSingleResult()
                .intValue();
    }

    /** The newest challenge of an attempt or a confirmation, alive or not. */
    Optional<IssuedChallenge> findNewest(String subject) {
        return entities.createQuery(
                        "select c from IssuedChallenge c where c.subject = :subject"
                                + " order by case when c.endedAt is null then 0 else 1 end, c.createdAt desc",
                        IssuedChallenge.class)
                .setParameter("subject", subject)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** When the challenge before so many others was issued to the enrolment; empty if it has had fewer. */
    Optional<Instant> findIssuedBefore(UUID enrolment, int others) {
        return entities.createQuery(
                        "select c.createdAt from IssuedChallenge c where c.enrolmentId = :enrolment"
                                + " order by c.createdAt desc",
                        Instant.class)
                .setParameter("enrolment", enrolment.toString())
                .setFirstResult(others)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** Whose enrolment it is, if it is active on this installation; read without a lock, because it never changes. */
    Optional<Long> findUserId(UUID enrolment, UUID installation) {
        return entities.createQuery(
                        "select e.activeUser from Enrolment e"
                                + " where e.id = :enrolment and e.installationId = :installation and e.activeUser is not null",
                        Long.class)
                .setParameter("enrolment", enrolment.toString())
                .setParameter("installation", installation.toString())
                .getResultStream()
                .findFirst();
    }

    /** Whether the newest key of the enrolment was asked so many questions or more; at least 1. */
    boolean hasAsked(Enrolment enrolment, int questions) {
        return entities.createQuery(
                        "select c.id from IssuedChallenge c where c.enrolmentId = :enrolment and c.keyNumber = :key",
                        String.class)
                .setParameter("enrolment", enrolment.id().toString())
                .setParameter("key", enrolment.keyNumber())
                .setFirstResult(questions - 1)
                .setMaxResults(1)
                .getResultStream()
                .findFirst()
                .isPresent();
    }

    /** Whether a key of the enrolment that still answers was asked this question. */
    boolean isUsed(Enrolment enrolment, String question) {
        return entities.createQuery(
                                "select count(c) from IssuedChallenge c where c.enrolmentId = :enrolment"
                                        + " and c.keyNumber in :keys and c.question = :question",
                                Long.class)
                        .setParameter("enrolment", enrolment.id().toString())
                        .setParameter("keys", enrolment.keyNumbers())
                        .setParameter("question", question)
                        .getSingleResult()
                > 0;
    }

    /** Removes challenges that were over before of enrolments that have no keys any more, from a place on. */
    Walked removeOfEnded(RowPlace from, Instant before) {
        return OF_ENDED.remove(entities, from, before);
    }

    /** The same of keys that others have taken the place of. */
    Walked removeOfFormerKeys(RowPlace from, Instant before) {
        return OF_FORMER_KEYS.remove(entities, from, before);
    }
}
