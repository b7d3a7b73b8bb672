package dev.countersign.passcode;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;

/** Questions to the tables of passcodes; works inside the caller's transaction. */
@ApplicationScoped
class PasscodeStore {

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected PasscodeStore() {}

    @Inject
    PasscodeStore(EntityManager entities) {
        this.entities = entities;
    }

    void add(TemporaryPasscode passcode) {
        entities.persist(passcode);
    }

    void add(PasscodePermit permit) {
        entities.persist(permit);
    }

    TemporaryPasscode get(String id) {
        TemporaryPasscode passcode = entities.find(TemporaryPasscode.class, id);
        if (passcode == null) {
            throw new IllegalStateException("passcode " + id + " is gone");
        }
        return passcode;
    }

    /** The one that the user was given last, whatever became of it: the one that has not ended, because two nodes may not agree on what is newer. */
    Optional<TemporaryPasscode> findLast(long userId) {
        return entities.createQuery(
                        "select p from TemporaryPasscode p where p.userId = :user"
                                + " order by case when p.endedAt is null then 0 else 1 end, p.issuedAt desc",
                        TemporaryPasscode.class)
                .setParameter("user", userId)
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /** Permits of the user that nobody has used, the newest first. */
    List<PasscodePermit> listPermits(long userId) {
        return entities.createQuery(
                        "select p from PasscodePermit p where p.userId = :user and p.usedAt is null"
                                + " order by p.createdAt desc",
                        PasscodePermit.class)
                .setParameter("user", userId)
                .getResultList();
    }
}
