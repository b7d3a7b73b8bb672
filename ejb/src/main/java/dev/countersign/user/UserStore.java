package dev.countersign.user;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.util.Optional;

/** Questions to the table of users; works inside the caller's transaction. */
@ApplicationScoped
public class UserStore {

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected UserStore() {}

    @Inject
    UserStore(EntityManager entities) {
        this.entities = entities;
    }

    /** The user with the row locked until the transaction ends; the first lock of the order user, attempts, number. */
    public User lockUser(long id) {
        return findLocked(id).orElseThrow(() -> new IllegalStateException("user " + id + " is gone"));
    }

    /** The same of an id that may be nobody's, for the same price. */
    public Optional<User> findLocked(long id) {
        return Optional.ofNullable(entities.find(User.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /** The user as the row stands now, not locked. */
    public User getUser(long id) {
        User user = entities.find(User.class, id);
        if (user == null) {
            throw new IllegalStateException("user " + id + " is gone");
        }
        return user;
    }

    Optional<User> findByName(UserName name) {
        return entities.createQuery("select u from User u where u.userName = :name", User.class)
                .setParameter("name", name.value())
                .getResultStream()
                .findFirst();
    }

    void add(User user) {
        entities.persist(user);
        entities.flush();
    }

    Optional<UserIdentity> findIdentity(long userId) {
        return Optional.ofNullable(entities.find(UserIdentity.class, userId));
    }

    void add(UserIdentity identity) {
        entities.persist(identity);
    }

    void remove(UserIdentity identity) {
        entities.remove(identity);
    }

    Optional<UserHolder> findHolder(long userId) {
        return Optional.ofNullable(entities.find(UserHolder.class, userId));
    }

    void add(UserHolder holder) {
        entities.persist(holder);
    }

    void remove(UserHolder holder) {
        entities.remove(holder);
    }

    /** Replaces a verifier unless somebody changed it meanwhile. */
    void replaceHash(long id, String oldPhc, String newPhc) {
        entities.createQuery("update User u set u.passwordHash = :new where u.id = :id and u.passwordHash = :old")
                .setParameter("new", newPhc)
                .setParameter("id", id)
                .setParameter("old", oldPhc)
                .executeUpdate();
    }
}
