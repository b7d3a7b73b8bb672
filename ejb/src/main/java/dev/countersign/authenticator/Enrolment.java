package dev.countersign.authenticator;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import dev.countersign.device.EnrolmentKeys;
import dev.countersign.device.OcraKey;
import dev.countersign.device.OcraSuite;
import dev.countersign.device.Octets;
import dev.countersign.device.P256PublicKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One user on one phone, with the keys that both know. Callers hold the lock of the user while they change it. */
@Entity
@Table(name = "enrolment")
public class Enrolment {

    @Id
    private String id;

    @Column(name = "user_id")
    private long userId;

    @Column(name = "active_user")
    private @Nullable Long activeUser;

    @Column(name = "installation_id")
    private String installationId;

    @Enumerated(EnumType.STRING)
    private EnrolmentState state;

    @Column(name = "challenge_suite")
    private String challengeSuite;

    @Column(name = "approval_suite")
    private @Nullable String approvalSuite;

    @Column(name = "keys_sealed")
    private @Nullable String keysSealed;

    @Column(name = "approval_key")
    private String approvalKey;

    @Column(name = "credential_id")
    private @Nullable String credentialId;

    @Column(name = "number_id")
    private @Nullable String numberId;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "weak_until")
    private @Nullable Instant weakUntil;

    @Column(name = "last_used_at")
    private @Nullable Instant lastUsedAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected Enrolment() {}

    /**
     * An enrolment that counts from now on.
     *
     * @param numberId the number that a later recovery asks a code of; empty if the user has none
     */
    public Enrolment(NewEnrolment made, EnrolmentKeys keys, Optional<String> numberId, Secrets secrets, Instant now) {
        this.id = made.id().toString();
        this.userId = made.userId();
        this.activeUser = made.userId();
        this.installationId = made.installation().toString();
        this.state = EnrolmentState.ACTIVE;
        this.challengeSuite = made.suites().challenge().text();
        this.approvalSuite = made.suites().approval().map(OcraSuite::text).orElse(null);
        this.keysSealed = secrets.seal(Purpose.AUTHENTICATOR_KEY, id, text(keys));
        this.approvalKey = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(made.approvalKey().octets().toArray());
        this.credentialId = made.credential().orElse(null);
        this.numberId = numberId.orElse(null);
        this.createdAt = now;
    }

    /** Both keys in hexadecimal with a blank between them. */
    private static String text(EnrolmentKeys keys) {
        return keys.challengeKey().octets().toHex()
                + keys.approvalKey().map(key -> " " + key.octets().toHex()).orElse("");
    }

    /** Ends it; its keys are forgotten at once. */
    public void end(EnrolmentState how, Instant now) {
        if (state.keepsPlace()) {
            state = how;
            activeUser = how.keepsPlace() ? activeUser : null;
            keysSealed = null;
            endedAt = now;
        }
    }

    /** Has what it proves count as an SMS does, until then. */
    public void weaken(Instant until) {
        weakUntil = until;
    }

    /** Binds it to another number, which its user verified with it. */
    public void bind(String number) {
        numberId = number;
    }

    void used(Instant now) {
        lastUsedAt = now;
    }

    /** The key of challenges; the enrolment must be active. */
    OcraKey challengeKey(Secrets secrets) {
        if (keysSealed == null) {
            throw new IllegalStateException("enrolment " + id + " has no keys any more");
        }
        String both = secrets.open(Purpose.AUTHENTICATOR_KEY, id, keysSealed);
        return new OcraKey(Octets.ofHex(both.split(" ", 2)[0]));
    }

    public OcraSuite challengeSuite() {
        return OcraSuite.parse(challengeSuite);
    }

    public UUID id() {
        return UUID.fromString(id);
    }

    public long userId() {
        return userId;
    }

    public EnrolmentState state() {
        return state;
    }

    public boolean isActive() {
        return state == EnrolmentState.ACTIVE;
    }

    public UUID installationId() {
        return UUID.fromString(installationId);
    }

    /** The key by which the phone signs approvals. */
    public P256PublicKey approvalKey() {
        return new P256PublicKey(Octets.of(Base64.getUrlDecoder().decode(approvalKey)));
    }

    /** Id of the WebAuthn credential behind that key, base64url; empty where a PIN opens the keys. */
    public Optional<String> credential() {
        return Optional.ofNullable(credentialId);
    }

    /** The number that a later move asks a code of; empty if the user had none. */
    public Optional<String> numberId() {
        return Optional.ofNullable(numberId);
    }

    /** Until when what it proves counts as an SMS does; empty if it never did. */
    public Optional<Instant> weakUntil() {
        return Optional.ofNullable(weakUntil);
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Optional<Instant> lastUsedAt() {
        return Optional.ofNullable(lastUsedAt);
    }
}
