package dev.countersign.push;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import dev.countersign.crypto.UnreadableSecretException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How an installation is reached: by a push service that knows it, and while its app is open by that. */
@Entity
@Table(name = "push_device")
class PushDevice {

    @Id
    @Column(name = "installation_id")
    private String installationId;

    @Column(name = "address_sealed")
    private @Nullable String addressSealed;

    @Column(name = "registered_at")
    private @Nullable Instant registeredAt;

    @Column(name = "rejected_at")
    private @Nullable Instant rejectedAt;

    @Column(name = "live_until")
    private @Nullable Instant liveUntil;

    @Column(name = "renewal_due")
    private boolean renewalDue;

    @Column(name = "test_language")
    private @Nullable String testLanguage;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected PushDevice() {}

    @SuppressWarnings("NullAway.Init")
    PushDevice(UUID installation) {
        this.installationId = installation.toString();
    }

    void register(PushAddress address, Secrets secrets, Instant now) {
        addressSealed = secrets.seal(Purpose.PUSH_ADDRESS, installationId, address.text());
        registeredAt = now;
        rejectedAt = null;
        renewalDue = false;
    }

    void unregister() {
        addressSealed = null;
        registeredAt = null;
        rejectedAt = null;
    }

    /** The push service does not know the address any more; the app is asked for a new one as soon as it is there. */
    void reject(Instant now) {
        rejectedAt = now;
        renewalDue = true;
    }

    /** Asks the app for a new address; one that was rejected is forgotten. */
    void askForRenewal() {
        renewalDue = true;
        if (rejectedAt != null) {
            addressSealed = null;
        }
    }

    /** Has a test sent as soon as the app has told a new address. */
    void testNext(String language) {
        testLanguage = language;
    }

    /** The language of the test that is due now that there is a new address; once. */
    Optional<String> takeDueTest() {
        Optional<String> due = Optional.ofNullable(testLanguage);
        testLanguage = null;
        return due;
    }

    /**
     * Where its push service takes notifications for it; empty where none would arrive, and where its cipher text was moved or changed,
     * which raises an alarm.
     */
    Optional<PushAddress> address(Secrets secrets) {
        try {
            return Optional.ofNullable(addressSealed)
                    .filter(text -> rejectedAt == null)
                    .map(text -> PushAddress.parse(secrets.open(Purpose.PUSH_ADDRESS, installationId, text)));
        } catch (UnreadableSecretException e) {
            // One spoiled row must neither keep its user out nor hold back the notifications that are claimed with it.
            return Optional.empty();
        }
    }

    /** Whether there is an address, and one that its push service knows; one that does not open is as good as rejected. */
    NotificationHealth.Reach reach(Secrets secrets) {
        if (addressSealed == null) {
            return NotificationHealth.Reach.NONE;
        }
        return address(secrets).isPresent() ? NotificationHealth.Reach.KNOWN : NotificationHealth.Reach.REJECTED;
    }

    boolean isLive(Instant now) {
        return liveUntil != null && now.isBefore(liveUntil);
    }

    Optional<Instant> liveUntil() {
        return Optional.ofNullable(liveUntil);
    }

    boolean isRenewalDue() {
        return renewalDue;
    }
}
