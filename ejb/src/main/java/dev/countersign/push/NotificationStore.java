package dev.countersign.push;

import dev.countersign.crypto.Secrets;
import dev.countersign.push.NotificationHealth.Reach;
import dev.countersign.push.NotificationHealth.Reported;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is kept of the health of notifications; works inside the caller's transaction. */
@ApplicationScoped
public class NotificationStore {

    private EntityManager entities;
    private PushStore devices;
    private Secrets secrets;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected NotificationStore() {}

    @Inject
    NotificationStore(EntityManager entities, PushStore devices, Secrets secrets) {
        this.entities = entities;
        this.devices = devices;
        this.secrets = secrets;
    }

    /** What is known of an installation; one that there is not has nothing known of it. */
    public NotificationHealth health(UUID installation) {
        return new NotificationHealth(
                findReport(installation),
                devices.findDevice(installation)
                        .map(device -> device.reach(secrets))
                        .orElse(Reach.NONE),
                devices.findDevice(installation).flatMap(PushDevice::liveUntil),
                listTests(installation).stream().findFirst().map(NotificationTest::view));
    }

    /** What the app said last. */
    Optional<Reported> findReport(UUID installation) {
        return Optional.ofNullable(entities.find(KeptReport.class, installation.toString()))
                .map(KeptReport::view);
    }

    /** Takes the place of what the app said before. The installation's row is locked. */
    public void keep(UUID installation, NotificationReport report, Instant now) {
        entities.merge(new KeptReport(installation, report, now));
    }

    void add(NotificationTest test) {
        entities.persist(test);
    }

    void remove(NotificationTest test) {
        entities.remove(test);
    }

    /** The newest first. */
    List<NotificationTest> listTests(UUID installation) {
        return entities.createQuery(
                        "select t from NotificationTest t where t.installationId = :installation"
                                + " order by t.askedAt desc",
                        NotificationTest.class)
                .setParameter("installation", installation.toString())
                .getResultList();
    }

    Optional<NotificationTest> findTest(UUID id) {
        return Optional.ofNullable(entities.find(NotificationTest.class, id.toString()));
    }
}
