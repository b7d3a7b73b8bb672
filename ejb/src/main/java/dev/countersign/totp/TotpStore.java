package dev.countersign.totp;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;

/** Questions to the table of apps; works inside the caller's transaction. */
@ApplicationScoped
class TotpStore {

    private EntityManager entities;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected TotpStore() {}

    @Inject
    TotpStore(EntityManager entities) {
        this.entities = entities;
    }

    void add(TotpApp app) {
        entities.persist(app);
    }

    void remove(TotpApp app) {
        entities.remove(app);
    }

    TotpApp get(String id) {
        TotpApp app = entities.find(TotpApp.class, id);
        if (app == null) {
            throw new IllegalStateException("app " + id + " is gone");
        }
        return app;
    }

    /** An app of the user, whatever its state. */
    Optional<TotpApp> findOwn(long userId, String id) {
        return Optional.ofNullable(entities.find(TotpApp.class, id)).filter(app -> app.userId() == userId);
    }

    /** The user's apps in a state, the oldest first. */
    List<TotpApp> list(long userId, TotpState state) {
        return entities.createQuery(
                        "select t from TotpApp t where t.userId = :user and t.state = :state order by t.createdAt",
                        TotpApp.class)
                .setParameter("user", userId)
                .setParameter("state", state)
                .getResultList();
    }
}
