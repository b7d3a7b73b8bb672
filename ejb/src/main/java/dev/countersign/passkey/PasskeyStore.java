package dev.countersign.passkey;

import dev.countersign.sweep.OldRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Questions to the tables of passkeys; works inside the caller's transaction. */
@ApplicationScoped
class PasskeyStore {

    private static final OldRows OLD = new OldRows("passkey_question", "subject", "expires_at");

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected PasskeyStore() {}

    @Inject
    PasskeyStore(EntityManager entities) {
        this.entities = entities;
    }

    void add(Passkey passkey) {
        entities.persist(passkey);
    }

    Passkey get(String id) {
        Passkey passkey = entities.find(Passkey.class, id);
        if (passkey == null) {
            throw new IllegalStateException("passkey " + id + " is gone");
        }
        return passkey;
    }

    /** The passkeys that a user has or had, the oldest first. */
    List<Passkey> listAll(long userId) {
        return entities.createQuery(
                        "select p from Passkey p where p.userId = :user order by p.createdAt", Passkey.class)
                .setParameter("user", userId)
                .getResultList();
    }

    /** Those that open logins, the oldest first. */
    List<Passkey> listActive(long userId) {
        return entities.createQuery(
                        "select p from Passkey p where p.userId = :user and p.state = :active order by p.createdAt",
                        Passkey.class)
                .setParameter("user", userId)
                .setParameter("active", PasskeyState.ACTIVE)
                .getResultList();
    }

    /** Whether any user has or had a passkey of this id. */
    boolean isKnown(String credential) {
        return entities.createQuery("select count(p) from Passkey p where p.credential = :credential", Long.class)
                        .setParameter("credential", credential)
                        .getSingleResult()
                > 0;
    }

    Optional<PasskeyQuestion> findQuestion(String subject) {
        return Optional.ofNullable(entities.find(PasskeyQuestion.class, subject));
    }

    void add(PasskeyQuestion question) {
        entities.persist(question);
    }

    /** Removes those whose time was over before, so many at a time. Returns how many. */
    int removeExpired(Instant before, int most) {
        return OLD.remove(entities, before, most);
    }
}
