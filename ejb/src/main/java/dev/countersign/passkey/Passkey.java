package dev.countersign.passkey;

import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.OwnedFactor;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key pair of a user, of which the public half is here. Callers hold the lock of the user while they change it. */
@Entity
@Table(name = "passkey")
class Passkey {

    private static final String COMMA = ",";

    @Id
    private String id;

    @Column(name = "user_id")
    private long userId;

    private String label;

    @Enumerated(EnumType.STRING)
    private PasskeyState state;

    @Column(name = "user_handle")
    private String userHandle;

    private String credential;

    @Column(name = "credential_data")
    private String credentialData;

    @Column(name = "sign_count")
    private long signCount;

    private String transports;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "weak_until")
    private @Nullable Instant weakUntil;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected Passkey() {}

    /**
     * A key that opens logins from now on.
     *
     * @param userHandle under which the user's devices file it, base64url
     */
    Passkey(long userId, String userHandle, PublicKey key, PasskeyRegistration sent, Instant now) {
        this.id = UUID.randomUUID().toString();
        this.userId = userId;
        this.label = sent.label();
        this.state = PasskeyState.ACTIVE;
        this.userHandle = userHandle;
        this.credential = key.credential();
        this.credentialData = key.data();
        this.signCount = key.signCount();
        this.transports = String.join(COMMA, sent.transports());
        this.createdAt = now;
    }

    /** Has it count as an SMS until then, before it is stored; empty for one that counts as what it is. */
    void weaken(Optional<Instant> until) {
        weakUntil = until.orElse(null);
    }

    /** Notes what the device said with a signature that counted. */
    void signed(PublicKey now) {
        signCount = now.signCount();
    }

    void rename(String name) {
        label = name;
    }

    void end() {
        state = PasskeyState.ENDED;
    }

    boolean isActive() {
        return state == PasskeyState.ACTIVE;
    }

    String id() {
        return id;
    }

    long userId() {
        return userId;
    }

    String userHandle() {
        return userHandle;
    }

    PublicKey key() {
        return new PublicKey(credential, credentialData, signCount);
    }

    String credential() {
        return credential;
    }

    /** How its device may be reached, as it said at first. */
    List<String> transports() {
        return transports.isEmpty() ? List.of() : List.of(transports.split(COMMA, -1));
    }

    OwnedFactor owned() {
        return new OwnedFactor(
                new FactorRef(FactorKind.PASSKEY, id), label, Optional.of(createdAt), Optional.ofNullable(weakUntil));
    }
}
