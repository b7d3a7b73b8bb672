package dev.countersign.password;

import dev.countersign.confirmation.FactorQuestions;
import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import dev.countersign.factor.CodeCheck;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.lockout.Lane;
import dev.countersign.sms.CodePurpose;
import dev.countersign.time.ClockSkew;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A forgotten password on its way to a new one. Callers hold the locks of user and reset while they change it. */
@Entity
@Table(name = "password_reset")
class PasswordReset {

    @Id
    private String id;

    @Column(name = "user_id")
    private long userId;

    @Enumerated(EnumType.STRING)
    private ResetState state;

    @Column(name = "code_hash")
    private String codeHash;

    @Column(name = "tries_left")
    private int triesLeft;

    /** What is asked for; nothing before the reset is claimed. */
    @Enumerated(EnumType.STRING)
    @Column(name = "factor_kind")
    private @Nullable FactorKind factorKind;

    @Column(name = "factor_id")
    private @Nullable String factorId;

    /** Of resets that servers of the version before have issued. */
    @Column(name = "number_id", insertable = false, updatable = false)
    private @Nullable String numberId;

    @Column(name = "secret_hash")
    private @Nullable String secretHash;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Version
    private long version;

    /** What an answer came to. */
    enum Verdict {
        RIGHT,
        WRONG,
        EXPIRED,
        OVER
    }

    @SuppressWarnings("NullAway.Init")
    protected PasswordReset() {}

    PasswordReset(long userId, ResetCode code, Secrets secrets, ResetRules rules, Instant now) {
        this.id = UUID.randomUUID().toString();
        this.userId = userId;
        this.state = ResetState.ISSUED;
        this.codeHash = secrets.hash(Purpose.CODE_HASH, id, code.value());
        this.triesLeft = rules.tries();
        this.createdAt = now;
        this.expiresAt = now.plus(rules.codeLife());
    }

    /** Compares the operator's code in constant time, without taking it; a wrong one costs a try. */
    Verdict check(ResetCode typed, Secrets secrets, Instant now) {
        if (state != ResetState.ISSUED) {
            return Verdict.OVER;
        }
        if (!ClockSkew.lives(createdAt, expiresAt, now)) {
            return Verdict.EXPIRED;
        }
        return secrets.matches(Purpose.CODE_HASH, id, typed.value(), codeHash) ? Verdict.RIGHT : wrong();
    }

    /** Takes the operator's code, which was checked in this transaction; from now on the secret and a factor open it. */
    void claim(String secret, ResetRules rules, Instant now) {
        state = state.claim();
        secretHash = Secrets.digestOf(secret);
        triesLeft = rules.tries();
        expiresAt = now.plus(rules.answerLife());
    }

    /**
     * Waits for an answer of this factor, and of no other one.
     *
     * @param mostWrong wrong answers that it bears from now on, where that is fewer than are left
     */
    void ask(FactorRef factor, int mostWrong) {
        factorKind = factor.kind();
        factorId = factor.id();
        triesLeft = Math.min(triesLeft, mostWrong);
    }

    /** Whether it waits for an answer. */
    boolean isAsking(Instant now) {
        return state == ResetState.CLAIMED && ClockSkew.lives(createdAt, expiresAt, now);
    }

    /**
     * Takes the answer of the factor, once.
     *
     * @param check compares it; asked only while the reset waits for it
     */
    Verdict answer(Supplier<CodeCheck> check, Instant now) {
        if (state != ResetState.CLAIMED) {
            return Verdict.OVER;
        }
        if (!ClockSkew.lives(createdAt, expiresAt, now)) {
            return Verdict.EXPIRED;
        }
        return switch (check.get()) {
            case RIGHT -> {
                state = state.use();
                yield Verdict.RIGHT;
            }
            case EXPIRED -> Verdict.EXPIRED;
            case WRONG -> wrong();
        };
    }

    void supersede() {
        state = state.supersede();
    }

    String id() {
        return id;
    }

    long userId() {
        return userId;
    }

    ResetState state() {
        return state;
    }

    /** The factor that the answer comes from; empty before it is claimed. A server of the version before knows a number alone. */
    Optional<FactorRef> factor() {
        if (factorKind != null && factorId != null) {
            return Optional.of(new FactorRef(factorKind, factorId));
        }
        return Optional.ofNullable(numberId)
                .filter(number -> state == ResetState.CLAIMED)
                .map(number -> new FactorRef(FactorKind.SMS, number));
    }

    /** What the factor is asked for. */
    FactorQuestions.Subject subject() {
        return subject(expiresAt);
    }

    /** What a factor is asked for that may answer until then. */
    FactorQuestions.Subject subject(Instant end) {
        return new FactorQuestions.Subject(id, id, CodePurpose.PASSWORD_RESET, end);
    }

    /** It is a lane of its own in the one count of wrong answers: strangers cannot close it. */
    Lane lane() {
        return Lane.ofUser(userId, id);
    }

    Instant createdAt() {
        return createdAt;
    }

    int triesLeft() {
        return triesLeft;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    private Verdict wrong() {
        triesLeft--;
        if (triesLeft == 0) {
            state = state.fail();
        }
        return Verdict.WRONG;
    }
}
