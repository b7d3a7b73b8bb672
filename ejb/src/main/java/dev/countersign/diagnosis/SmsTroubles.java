package dev.countersign.diagnosis;

import dev.countersign.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import java.time.Instant;

/** Which messages did not reach a user, as he was told; works inside the caller's transaction. */
@ApplicationScoped
class SmsTroubles {

    private EntityManager entities;

    private UserStore users;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected SmsTroubles() {}

    @Inject
    SmsTroubles(EntityManager entities, UserStore users) {
        this.entities = entities;
        this.users = users;
    }

    /** How many within thirty days. */
    int count(long userId, Instant now) {
        SmsTrouble known = entities.find(SmsTrouble.class, userId);
        return known == null ? 0 : known.count(now);
    }

    /** Notes one, by when it was sent. */
    void note(long userId, Instant message, Instant now) {
        users.lockUser(userId);
        // Read anew: it may have changed since it was counted.
        SmsTrouble trouble = entities.find(SmsTrouble.class, userId, LockModeType.PESSIMISTIC_WRITE);
        if (trouble == null) {
            trouble = new SmsTrouble(userId);
            entities.persist(trouble);
        }
        trouble.note(message, now);
    }
}
