package dev.countersign.confirmation;

import dev.countersign.factor.CodeCheck;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.time.ClockSkew;
import dev.countersign.token.SignedInUser;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The present factor asked for once more. Callers hold the locks of user and confirmation while they change it. */
@Entity
@Table(name = "confirmation")
class Confirmation {

    @Id
    private String id;

    @Column(name = "user_id")
    private long userId;

    @Column(name = "session_id")
    private String sessionId;

    @Enumerated(EnumType.STRING)
    private ConfirmationPurpose purpose;

    @Enumerated(EnumType.STRING)
    @Column(name = "factor_kind")
    private FactorKind factorKind;

    @Column(name = "factor_id")
    private String factorId;

    @Column(name = "tries_left")
    private int triesLeft;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Version
    private long version;

    /** Numbers of a confirmation. */
    record Rules(int tries, Duration life) {}

    /** What an answer came to. */
    enum Verdict {
        PROVEN,
        WRONG,
        EXPIRED,
        OVER
    }

    @SuppressWarnings("NullAway.Init")
    protected Confirmation() {}

    /**
     * Asks for a factor.
     *
     * @param rules how many answers it bears, and how long it lives
     */
    Confirmation(SignedInUser user, ConfirmationPurpose purpose, FactorRef factor, Rules rules, Instant now) {
        this.id = UUID.randomUUID().toString();
        this.userId = user.userId();
        this.sessionId = user.sessionId();
        this.purpose = purpose;
        this.factorKind = factor.kind();
        this.factorId = factor.id();
        this.triesLeft = rules.tries();
        this.createdAt = now;
        this.expiresAt = now.plus(rules.life());
    }

    /**
     * Takes an answer; a right one ends the confirmation, and so does the last wrong one.
     *
     * @param check compares the code; asked only while the confirmation is open
     */
    Verdict answer(Supplier<CodeCheck> check, Instant now) {
        if (endedAt != null) {
            return Verdict.OVER;
        }
        if (!ClockSkew.lives(createdAt, expiresAt, now)) {
            return Verdict.EXPIRED;
        }
        return switch (check.get()) {
            case RIGHT -> {
                endedAt = now;
                yield Verdict.PROVEN;
            }
            case EXPIRED -> Verdict.EXPIRED;
            case WRONG -> {
                triesLeft--;
                if (triesLeft == 0) {
                    endedAt = now;
                }
                yield Verdict.WRONG;
            }
        };
    }

    /** Whether it may be answered. */
    boolean isOpen(Instant now) {
        return endedAt == null && ClockSkew.lives(createdAt, expiresAt, now);
    }

    /** Whether it was begun by this user in this session. */
    boolean isOf(SignedInUser user) {
        return userId == user.userId() && sessionId.equals(user.sessionId());
    }

    /** Whether it was begun by this user in this session for this purpose. */
    boolean isOf(SignedInUser user, ConfirmationPurpose asked) {
        return isOf(user) && purpose == asked;
    }

    void end(Instant now) {
        if (endedAt == null) {
            endedAt = now;
        }
    }

    String id() {
        return id;
    }

    /** As its user sees it, who is asked this. */
    ConfirmationView view(FactorQuestion question) {
        return new ConfirmationView(id, purpose, triesLeft, question);
    }

    /** What the factor is asked for. */
    FactorQuestions.Subject subject() {
        return new FactorQuestions.Subject(id, sessionId, purpose.code(), expiresAt);
    }

    ConfirmationPurpose purpose() {
        return purpose;
    }

    /** The factor that the answer comes from. */
    FactorRef factor() {
        return new FactorRef(factorKind, factorId);
    }

    /** Bears no more than so many wrong answers from now on. */
    void bear(int mostWrong) {
        triesLeft = Math.min(triesLeft, mostWrong);
    }

    int triesLeft() {
        return triesLeft;
    }
}
