package dev.countersign.totp;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
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
import java.util.Base64;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An app of another maker that shows codes for a user. Callers hold the lock of the user while they change it. */
@Entity
@Table(name = "totp_app")
class TotpApp {

    private static final long NONE_TOLD = -1;

    @Id
    private String id;

    @Column(name = "user_id")
    private long userId;

    private String label;

    @Enumerated(EnumType.STRING)
    private TotpState state;

    @Column(name = "secret_sealed")
    private @Nullable String secretSealed;

    @Column(name = "last_step")
    private long lastStep;

    @Column(name = "told_step")
    private long toldStep;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "activated_at")
    private @Nullable Instant activatedAt;

    @Version
    private long version;

    /** Whether a code came again. */
    enum Reuse {
        /** It is wrong in another way. */
        NONE,
        /** It came again. */
        NEW,
        /** It, or a later one, came again before. */
        KNOWN
    }

    @SuppressWarnings("NullAway.Init")
    protected TotpApp() {}

    TotpApp(long userId, String label, TotpSecret secret, Secrets secrets, Instant now) {
        this.id = UUID.randomUUID().toString();
        this.userId = userId;
        this.label = label;
        this.state = TotpState.PENDING;
        this.toldStep = NONE_TOLD;
        this.createdAt = now;
        this.secretSealed =
                secrets.seal(Purpose.TOTP_SECRET, id, Base64.getEncoder().encodeToString(secret.octets()));
    }

    /**
     * Takes a code; each one once, and none that is older than one that was taken (RFC 6238 section 5.2).
     *
     * @param typed digits alone
     * @param drift steps that the clock of the phone may be off, each way
     * @return how many steps it is off; empty if it is wrong
     */
    OptionalInt take(String typed, int drift, Secrets secrets, Instant now) {
        OptionalLong step = secret(secrets)
                .map(known -> known.findStep(typed, now, drift, lastStep))
                .orElseGet(OptionalLong::empty);
        step.ifPresent(taken -> lastStep = taken);
        return step.isPresent() ? OptionalInt.of(TotpSecret.offset(step.getAsLong(), now)) : OptionalInt.empty();
    }

    /**
     * Finds out about a code that was not taken whether it had been used, or passed over, while it would still be shown; the parameters
     * are the same.
     */
    Reuse reuse(String typed, int drift, Secrets secrets, Instant now) {
        OptionalLong step = secret(secrets)
                .map(known -> known.findPastStep(typed, now, drift, lastStep))
                .orElseGet(OptionalLong::empty);
        if (step.isEmpty()) {
            return Reuse.NONE;
        }
        boolean known = step.getAsLong() <= toldStep;
        toldStep = Math.max(toldStep, step.getAsLong());
        return known ? Reuse.KNOWN : Reuse.NEW;
    }

    /** It opens logins from now on. */
    void activate(Instant now) {
        state = TotpState.ACTIVE;
        activatedAt = now;
    }

    void rename(String name) {
        label = name;
    }

    /** Its secret is gone for good. */
    void end() {
        state = TotpState.ENDED;
        secretSealed = null;
    }

    boolean isIn(TotpState asked) {
        return state == asked;
    }

    String id() {
        return id;
    }

    long userId() {
        return userId;
    }

    Instant createdAt() {
        return createdAt;
    }

    OwnedFactor owned() {
        return new OwnedFactor(ref(), label, Optional.ofNullable(activatedAt), Optional.empty());
    }

    FactorRef ref() {
        return new FactorRef(FactorKind.TOTP, id);
    }

    private Optional<TotpSecret> secret(Secrets secrets) {
        return Optional.ofNullable(secretSealed)
                .map(kept -> Base64.getDecoder().decode(secrets.open(Purpose.TOTP_SECRET, id, kept)))
                .map(TotpSecret::of);
    }
}
