package dev.countersign.login;

import dev.countersign.audit.Reference;
import dev.countersign.crypto.Secrets;
import dev.countersign.lockout.Lane;
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

/** One login from the accepted password to the token. Callers hold the locks of user and attempt while they change it. */
@Entity
@Table(name = "login_attempt")
public class LoginAttempt {

    @Id
    private String id;

    @Column(name = "user_id")
    private long userId;

    @Column(name = "secret_hash")
    private String secretHash;

    @Enumerated(EnumType.STRING)
    private AttemptState state;

    @Enumerated(EnumType.STRING)
    @Column(name = "client_kind")
    private ClientKind clientKind;

    @Column(name = "client_version")
    private String clientVersion;

    private String language;

    private String device;

    @Column(name = "client_address")
    private String clientAddress;

    @Column(name = "number_id")
    private @Nullable String numberId;

    @Column(name = "enrolment_id")
    private @Nullable String enrolmentId;

    @Column(name = "tries_left")
    private int triesLeft;

    private String reference;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Version
    private long version;

    /** What a typed code is when it is compared. */
    enum CodeCheck {
        RIGHT,
        WRONG,
        /** The code was this subject's, but its life is over. */
        EXPIRED
    }

    /** What an answer came to. */
    enum Verdict {
        ACCEPTED,
        WRONG,
        CODE_EXPIRED,
        ATTEMPT_EXPIRED,
        ATTEMPT_OVER
    }

    @SuppressWarnings("NullAway.Init")
    protected LoginAttempt() {}

    /** An attempt after the right password. */
    LoginAttempt(long userId, String secret, AskedFactor asked, Client client, LoginRules rules, Instant now) {
        this.id = UUID.randomUUID().toString();
        this.userId = userId;
        this.secretHash = Secrets.digestOf(secret);
        this.state = asked.isNone() ? AttemptState.AUTHENTICATED : AttemptState.FACTOR_PENDING;
        this.clientKind = client.kind();
        this.clientVersion = client.version();
        this.language = client.language();
        this.device = client.device();
        this.clientAddress = client.address();
        this.numberId = asked.numberId().orElse(null);
        this.enrolmentId = asked.enrolment().map(UUID::toString).orElse(null);
        this.triesLeft = rules.tries();
        this.reference = Reference.next().value();
        this.createdAt = now;
        this.expiresAt = now.plus(rules.attemptLife());
    }

    /**
     * Takes an answer.
     *
     * @param check compares the code; asked only while the attempt is open, so that nothing is evaluated after its end
     */
    Verdict answer(Supplier<CodeCheck> check, Instant now) {
        Optional<Verdict> closed = closed(AttemptState.FACTOR_PENDING, now);
        if (closed.isPresent()) {
            return closed.get();
        }
        return switch (check.get()) {
            case RIGHT -> {
                state = state.accept();
                yield Verdict.ACCEPTED;
            }
            case EXPIRED -> Verdict.CODE_EXPIRED;
            case WRONG -> {
                triesLeft--;
                if (triesLeft == 0) {
                    state = state.fail();
                }
                yield Verdict.WRONG;
            }
        };
    }

    /** Gives the token or the session away, once; afterwards and before the factor it refuses. */
    Verdict complete(Instant now) {
        Optional<Verdict> closed = closed(AttemptState.AUTHENTICATED, now);
        if (closed.isPresent()) {
            return closed.get();
        }
        state = state.issue();
        return Verdict.ACCEPTED;
    }

    /** The user says on his phone that it is not him. */
    Verdict deny(Instant now) {
        Optional<Verdict> closed = closed(AttemptState.FACTOR_PENDING, now);
        if (closed.isPresent()) {
            return closed.get();
        }
        state = state.deny();
        return Verdict.ACCEPTED;
    }

    /** Ends an attempt that waits for its factor, because no more tries are borne. */
    void fail() {
        if (state == AttemptState.FACTOR_PENDING) {
            state = state.fail();
        }
    }

    /** Gives the attempt up; refuses where it is over already. */
    Verdict cancel(Instant now) {
        if (stateAt(now).isEnd()) {
            return Verdict.ATTEMPT_OVER;
        }
        state = state.cancel();
        return Verdict.ACCEPTED;
    }

    /** Ends an attempt that waits for its factor, because newer ones took its place. */
    void supersede() {
        state = state.supersede();
    }

    /** Writes the expiry down; an attempt that is not overdue stays as it is. */
    void expire(Instant now) {
        state = stateAt(now);
    }

    /** Where the attempt stands at a time: expiry counts before anything has written it down. */
    AttemptState stateAt(Instant now) {
        return isOverdue(now) ? AttemptState.EXPIRED : state;
    }

    /** Whether its end has been written down. */
    boolean isOver() {
        return state.isEnd();
    }

    /** What others learn of an attempt that is over. */
    AttemptEnded ended() {
        return new AttemptEnded(id, userId, state, clientKind, factor(), clientAddress);
    }

    String id() {
        return id;
    }

    long userId() {
        return userId;
    }

    /** The second factor that is asked for. */
    AskedFactor asked() {
        return new AskedFactor(
                Optional.ofNullable(numberId), Optional.ofNullable(enrolmentId).map(UUID::fromString));
    }

    /** Kind of the second factor. */
    String factor() {
        return asked().kind();
    }

    /** Where wrong answers are counted. */
    Lane lane() {
        return Lane.ofUser(userId, device);
    }

    ClientKind clientKind() {
        return clientKind;
    }

    String clientVersion() {
        return clientVersion;
    }

    String clientAddress() {
        return clientAddress;
    }

    /** Whether it comes from a device that the user has logged in on before. */
    boolean isOfKnownDevice() {
        return !device.isEmpty();
    }

    String language() {
        return language;
    }

    int triesLeft() {
        return triesLeft;
    }

    Reference reference() {
        return new Reference(reference);
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    /** Why a step is not taken that takes the attempt from this state; writes an expiry down. */
    private Optional<Verdict> closed(AttemptState needed, Instant now) {
        state = stateAt(now);
        if (state == needed) {
            return Optional.empty();
        }
        return Optional.of(state == AttemptState.EXPIRED ? Verdict.ATTEMPT_EXPIRED : Verdict.ATTEMPT_OVER);
    }

    private boolean isOverdue(Instant now) {
        return !state.isEnd() && !now.isBefore(expiresAt);
    }
}
