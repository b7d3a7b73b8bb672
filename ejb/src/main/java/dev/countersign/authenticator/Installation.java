package dev.countersign.authenticator;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import dev.countersign.device.HashFunction;
import dev.countersign.device.Octets;
import dev.countersign.device.PinHash;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One copy of the app on one phone; it serves many users, and has one PIN for all of them. */
@Entity
@Table(name = "installation")
public class Installation {

    @Id
    private String id;

    @Column(name = "token_hash")
    private String tokenHash;

    @Enumerated(EnumType.STRING)
    private Platform platform;

    @Column(name = "os_version")
    private String osVersion;

    @Column(name = "app_version")
    private String appVersion;

    private String model;

    @Enumerated(EnumType.STRING)
    @Column(name = "unlock_kind")
    private UnlockKind unlock;

    @Column(name = "sensor")
    private boolean sensor;

    @Enumerated(EnumType.STRING)
    @Column(name = "integrity")
    private Integrity integrity = Integrity.UNKNOWN;

    @Column(name = "pin_sealed")
    private @Nullable String pinSealed;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "seen_at")
    private Instant seenAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected Installation() {}

    /** @param token bearer secret of the app, 256 random bits */
    @SuppressWarnings("NullAway.Init") // the report sets what it is about
    public Installation(DeviceReport report, String token, Integrity integrity, Instant now) {
        this.id = report.installation().toString();
        this.tokenHash = Secrets.digestOf(token);
        this.createdAt = now;
        note(report, integrity, now);
    }

    /** Writes down what the app says of itself now, and what is known of its soundness by it. */
    public final void note(DeviceReport report, Integrity verdict, Instant now) {
        platform = report.platform();
        osVersion = report.osVersion();
        appVersion = report.appVersion();
        model = report.model();
        unlock = report.unlock();
        sensor = report.sensor();
        integrity = soundnessAfter(verdict);
        seenAt = now;
    }

    /**
     * What is known of the phone's soundness after this verdict. One that is known to be unsound stays so until a statement says otherwise:
     * the app could else wash it clean by sending none, or by calling itself an app of another platform.
     */
    public final Integrity soundnessAfter(Integrity verdict) {
        return integrity == Integrity.UNSOUND && verdict == Integrity.UNKNOWN ? Integrity.UNSOUND : verdict;
    }

    /** Whether it is this installation's token, in constant time. */
    public boolean isToken(String token) {
        return MessageDigest.isEqual(
                tokenHash.getBytes(StandardCharsets.US_ASCII),
                Secrets.digestOf(token).getBytes(StandardCharsets.US_ASCII));
    }

    public boolean hasPin() {
        return pinSealed != null;
    }

    /** Keeps the hash of the PIN, sealed: it is an input of each response. */
    public void keepPin(PinHash pin, Secrets secrets) {
        pinSealed = secrets.seal(
                Purpose.AUTHENTICATOR_PIN, id, pin.hash() + " " + pin.octets().toHex());
    }

    /** The hash of the PIN; empty on a phone that unlocks the keys itself. */
    public Optional<PinHash> pin(Secrets secrets) {
        return Optional.ofNullable(pinSealed).map(text -> pin(id, text, secrets));
    }

    /** The same of an installation that is not read. */
    static PinHash pin(String id, String text, Secrets secrets) {
        String[] parts = secrets.open(Purpose.AUTHENTICATOR_PIN, id, text).split(" ", 2);
        return new PinHash(HashFunction.valueOf(parts[0]), Octets.ofHex(parts[1]));
    }

    /**
     * Whether an app can be on this very phone: the same platform, model and way to open the keys, and as sound. An app says all but the last
     * of itself, and may have said nothing before of what it can prove now.
     */
    public boolean isLike(DeviceReport report, Integrity verdict) {
        return platform == report.platform()
                && model.equals(report.model())
                && unlock == report.unlock()
                && (integrity == verdict || (integrity == Integrity.UNKNOWN && verdict == Integrity.SOUND));
    }

    /** What it last said of itself; a statement is not kept. */
    public DeviceReport report() {
        return new DeviceReport(id(), platform, osVersion, appVersion, model, unlock, sensor, Optional.empty());
    }

    /** When it last did. */
    public Instant seenAt() {
        return seenAt;
    }

    public UUID id() {
        return UUID.fromString(id);
    }

    public String model() {
        return model;
    }

    /** What was known of its soundness when it last reported. */
    public Integrity integrity() {
        return integrity;
    }

    public Platform platform() {
        return platform;
    }
}
