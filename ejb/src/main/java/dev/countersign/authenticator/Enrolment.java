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
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
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

    @Column(name = "key_number")
    private int keyNumber;

    @Column(name = "old_key_number")
    private @Nullable Integer oldKeyNumber;

    @Column(name = "old_key_sealed")
    private @Nullable String oldKeySealed;

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
        this.keyNumber = 1;
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
            settle();
            endedAt = now;
        }
    }

    /** Has what it proves count as an SMS does, until then at least. */
    public void weaken(Instant until) {
        if (weakUntil == null || weakUntil.isBefore(until)) {
            weakUntil = until;
        }
    }

    /** Binds it to another number, which its user verified while he held it. */
    public void bind(String number) {
        numberId = number;
    }

    void used(Instant now) {
        lastUsedAt = now;
    }

    /** The key of challenges; the enrolment must be active. */
    OcraKey challengeKey(Secrets secrets) {
        return new OcraKey(Octets.ofHex(keys(secrets)[0]));
    }

    /** The key of responses that come with an approval; only a phone with a PIN has one. */
    Optional<OcraKey> approvalOcraKey(Secrets secrets) {
        String[] both = keys(secrets);
        return both.length == 2 ? Optional.of(new OcraKey(Octets.ofHex(both[1]))) : Optional.empty();
    }

    /** The keys that answer challenges, the newest first; after a renewal two, until the new one has answered. */
    public List<OcraKey> challengeKeys(Secrets secrets) {
        return Stream.concat(Stream.of(challengeKey(secrets)), oldKey(secrets).stream())
                .toList();
    }

    /** The numbers of these keys, counted from 1: no question that any of them was asked is asked again. */
    List<Integer> keyNumbers() {
        return Stream.concat(Stream.of(keyNumber), Optional.ofNullable(oldKeyNumber).stream())
                .toList();
    }

    int keyNumber() {
        return keyNumber;
    }

    /**
     * Has another key answer challenges.
     *
     * @param proven the one that the phone has shown to have: it answers too until the new one has, because the phone may not learn of it
     */
    public void renew(OcraKey made, OcraKey proven, Secrets secrets) {
        String[] both = keys(secrets);
        if (new OcraKey(Octets.ofHex(both[0])).equals(proven)) {
            oldKeySealed = secrets.seal(Purpose.RENEWED_KEY, id, both[0]);
            oldKeyNumber = keyNumber;
        }
        both[0] = made.octets().toHex();
        keysSealed = secrets.seal(Purpose.AUTHENTICATOR_KEY, id, String.join(" ", both));
        keyNumber++;
    }

    /** The phone has shown to have the newest key: an older one answers no more. */
    final void settle() {
        oldKeySealed = null;
        oldKeyNumber = null;
    }

    private Optional<OcraKey> oldKey(Secrets secrets) {
        return Optional.ofNullable(oldKeySealed)
                .map(text -> secrets.open(Purpose.RENEWED_KEY, id, text))
                .map(hex -> new OcraKey(Octets.ofHex(hex)));
    }

    /** The key of challenges, and that of approvals if there is one, in hexadecimal. */
    private String[] keys(Secrets secrets) {
        if (keysSealed == null) {
            throw new IllegalStateException("enrolment " + id + " has no keys any more");
        }
        return secrets.open(Purpose.AUTHENTICATOR_KEY, id, keysSealed).split(" ", 2);
    }

    /** The suite of responses that come with an approval; there if and only if a PIN opens the phone's keys. */
    Optional<OcraSuite> approvalSuite() {
        return Optional.ofNullable(approvalSuite).map(OcraSuite::parse);
    }

    /** The WebAuthn credential whose key signs approvals; there if and only if the phone unlocks its keys itself. */
    Optional<String> credential() {
        return Optional.ofNullable(credentialId);
    }

    /** Whether a PIN opens the phone's keys, which was kept when the enrolment was made or before. */
    public boolean isOpenedByPin() {
        return approvalSuite != null;
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
