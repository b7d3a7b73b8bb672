package dev.countersign.sms;

import dev.countersign.factor.CodeCheck;
import dev.countersign.factor.FactorKind;
import dev.countersign.time.ClockSkew;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A user's mobile number in E.164. Callers hold the lock of the user while they change it. */
@Entity
@Table(name = "mobile_number")
public class MobileNumber {

    @Id
    private String id;

    @Column(name = "user_id")
    private long userId;

    private String e164;

    @Enumerated(EnumType.STRING)
    private NumberState state;

    @Column(name = "verified_at")
    private @Nullable Instant verifiedAt;

    @Column(name = "default_number")
    private boolean defaultNumber;

    @Column(name = "code_id")
    private @Nullable String codeId;

    @Column(name = "tries_left")
    private int triesLeft;

    @Column(name = "permitted_until")
    private @Nullable Instant permittedUntil;

    @Enumerated(EnumType.STRING)
    @Column(name = "permitted_by")
    private @Nullable FactorKind permittedBy;

    @Column(name = "created_at")
    private Instant createdAt;

    /** What an answer came to. */
    public enum Verdict {
        VERIFIED,
        ALREADY_VERIFIED,
        WRONG,
        CODE_EXPIRED,
        TRIES_EXHAUSTED
    }

    @SuppressWarnings("NullAway.Init")
    protected MobileNumber() {}

    /** A number that the broker enters, with proof of possession or without. */
    MobileNumber(long userId, E164Number number, boolean verified, boolean defaultNumber, Instant now) {
        this.id = UUID.randomUUID().toString();
        this.userId = userId;
        this.e164 = number.value();
        this.state = verified ? NumberState.VERIFIED : NumberState.ADDED;
        this.verifiedAt = verified ? now : null;
        this.defaultNumber = defaultNumber;
        this.createdAt = now;
    }

    /** A number that the user enters. */
    public MobileNumber(long userId, E164Number number, Instant now) {
        this(userId, number, false, false, now);
    }

    /** Notes that a code went to the number. A code that was sent before keeps the tries that are left of it. */
    public void codeSent(OneTimeCode code, int tries) {
        state = state.sendCode();
        if (!code.id().equals(codeId)) {
            codeId = code.id();
            triesLeft = tries;
        }
    }

    /**
     * Takes a typed confirm code.
     *
     * @param check compares it; asked only while a code may be answered, so that nothing is evaluated after its end
     */
    public Verdict answer(Supplier<CodeCheck> check, Instant now) {
        if (state == NumberState.VERIFIED) {
            return Verdict.ALREADY_VERIFIED;
        }
        if (state != NumberState.CODE_SENT) {
            return Verdict.CODE_EXPIRED;
        }
        if (triesLeft == 0) {
            return Verdict.TRIES_EXHAUSTED;
        }
        return switch (check.get()) {
            case RIGHT -> {
                state = state.verify();
                verifiedAt = now;
                yield Verdict.VERIFIED;
            }
            case EXPIRED -> Verdict.CODE_EXPIRED;
            case WRONG -> {
                triesLeft--;
                yield Verdict.WRONG;
            }
        };
    }

    /** Notes that another code than a confirm code went to the number, and came back. */
    public void prove(Instant now) {
        state = state.sendCode().verify();
        verifiedAt = now;
    }

    /** Notes that the user proved a factor of this kind for the number; until then its code may be sent and answered. */
    public void permit(FactorKind proven, Instant until) {
        permittedBy = proven;
        permittedUntil = until;
    }

    /**
     * Whether the user proved his present factor for this number a moment ago.
     *
     * @param life how long such a proof holds; one that would hold longer was noted by a clock that has been set back since
     */
    public boolean isPermitted(Duration life, Instant now) {
        return permittedUntil != null && ClockSkew.lives(permittedUntil.minus(life), permittedUntil, now);
    }

    /** The kind of factor that he proved; empty where he proved none, or too long ago. */
    public Optional<FactorKind> permittedBy(Duration life, Instant now) {
        return isPermitted(life, now) ? Optional.ofNullable(permittedBy) : Optional.empty();
    }

    /** Makes login codes go to this number; the caller takes the part from the one that had it. */
    public void becomeDefault() {
        if (!isVerified()) {
            throw new IllegalStateException("a number that is not verified gets no login codes");
        }
        defaultNumber = true;
    }

    /** Makes login codes go to another number. */
    public void resign() {
        defaultNumber = false;
    }

    public void remove() {
        state = state.remove();
        defaultNumber = false;
        permittedUntil = null;
    }

    /** Enters the number anew for the same user; nothing that was proven before counts any more. */
    public void restore(Instant now) {
        state = state.restore();
        verifiedAt = null;
        codeId = null;
        triesLeft = 0;
        createdAt = now;
    }

    /**
     * Is the user's again as it was at a time, when he had proven to hold it: somebody else removed it since, or entered it anew.
     */
    public void reinstate(Instant then) {
        state = state.reinstate();
        verifiedAt = verifiedAt().filter(proven -> proven.isBefore(then)).orElse(then);
        permittedUntil = null;
    }

    /** Whether it was entered or proven at a time or later. */
    public boolean isSince(Instant time) {
        return !createdAt.isBefore(time)
                || verifiedAt().filter(proven -> !proven.isBefore(time)).isPresent();
    }

    public String id() {
        return id;
    }

    public String e164() {
        return e164;
    }

    /** When the user proved to hold the number; empty until then. A removed one keeps it. */
    public Optional<Instant> verifiedAt() {
        return Optional.ofNullable(verifiedAt);
    }

    public boolean isVerified() {
        return state == NumberState.VERIFIED;
    }

    /** The number as a login screen shows it: four dots and the last four digits. */
    public String masked() {
        return E164Number.mask(e164);
    }

    public boolean isRemoved() {
        return state == NumberState.REMOVED;
    }

    /** Whether login codes go to the number. */
    public boolean isDefault() {
        return defaultNumber;
    }

    /** Wrong answers that the code which was sent last still bears. */
    public int triesLeft() {
        return triesLeft;
    }

    long userId() {
        return userId;
    }
}
