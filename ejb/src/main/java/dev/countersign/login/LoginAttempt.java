package dev.countersign.login;

import dev.countersign.audit.Reference;
import dev.countersign.crypto.Secrets;
import dev.countersign.factor.CodeCheck;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.lockout.Lane;
import dev.countersign.time.ClockSkew;
import dev.countersign.token.Login;
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

    private boolean passkeys;
    private String language;

    private String device;

    @Column(name = "client_address")
    private String clientAddress;

    @Enumerated(EnumType.STRING)
    @Column(name = "factor_kind")
    private @Nullable FactorKind factorKind;

    @Column(name = "factor_id")
    private @Nullable String factorId;

    @Column(name = "tries_left")
    private int triesLeft;

    private String reference;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Version
    private long version;

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

    /**
     * An attempt after the right password.
     *
     * @param asked the second factor that is asked for; empty where the password is enough
     */
    LoginAttempt(long userId, String secret, Optional<FactorRef> asked, Client client, LoginRules rules, Instant now) {
        this.id = UUID.randomUUID().toString();
        this.userId = userId;
        this.secretHash = Secrets.digestOf(secret);
        this.state = asked.isEmpty() ? AttemptState.AUTHENTICATED : AttemptState.FACTOR_PENDING;
        this.clientKind = client.kind();
        this.clientVersion = client.version();
        this.language = client.language();
        this.device = client.device();
        this.clientAddress = client.address();
        this.passkeys = client.passkeys();
        this.factorKind = asked.map(FactorRef::kind).orElse(null);
        this.factorId = asked.map(FactorRef::id).orElse(null);
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
        Verdict verdict = tryOut(check, now);
        if (verdict == Verdict.ACCEPTED) {
            state = state.accept();
        }
        return verdict;
    }

    /** Takes an answer that opens nothing: a wrong one costs a try, and after a right one the attempt waits on. */
    Verdict tryOut(Supplier<CodeCheck> check, Instant now) {
        Optional<Verdict> closed = closed(AttemptState.FACTOR_PENDING, now);
        if (closed.isPresent()) {
            return closed.get();
        }
        return switch (check.get()) {
            case RIGHT -> Verdict.ACCEPTED;
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

    /** Where it stands as far as that has been written down. */
    AttemptState state() {
        return state;
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

    /** Asks for another factor of the user. */
    void ask(FactorRef factor) {
        factorKind = factor.kind();
        factorId = factor.id();
    }

    /** Bears no more than so many wrong answers from now on. */
    void bear(int mostWrong) {
        triesLeft = Math.min(triesLeft, mostWrong);
    }

    /** The second factor that is asked for; empty where the password is enough. */
    Optional<FactorRef> asked() {
        return factorKind == null || factorId == null
                ? Optional.empty()
                : Optional.of(new FactorRef(factorKind, factorId));
    }

    /** Whether a factor of this kind is asked for. */
    boolean asksFor(FactorKind kind) {
        return factorKind == kind;
    }

    /** The authenticator that is asked; there is one. */
    UUID enrolment() {
        return UUID.fromString(idOf(FactorKind.AUTHENTICATOR));
    }

    /** The number that codes go to; there is one. */
    String number() {
        return idOf(FactorKind.SMS);
    }

    private String idOf(FactorKind kind) {
        return asked().filter(factor -> factor.is(kind))
                .map(FactorRef::id)
                .orElseThrow(() -> new IllegalStateException("attempt " + id + " does not ask for " + kind));
    }

    /** Kind of the second factor, as sessions and history name it. */
    String factor() {
        return factorKind == null ? Login.PASSWORD_ONLY : factorKind.name();
    }

    /** Where wrong answers are counted. */
    Lane lane() {
        return Lane.ofUser(userId, device);
    }

    ClientKind clientKind() {
        return clientKind;
    }

    /** Whether its client can have passkeys asked for. */
    boolean passkeys() {
        return passkeys;
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

    /** Whether the same kind of client of the same device began it; of a device that is not known nobody can tell. */
    boolean isOf(Client client) {
        return isOfKnownDevice() && device.equals(client.device()) && clientKind == client.kind();
    }

    /** Whether nothing has become of it since this client began it. */
    boolean isAsBegunBy(Client client, Instant now) {
        AttemptState begun = asked().isEmpty() ? AttemptState.AUTHENTICATED : AttemptState.FACTOR_PENDING;
        return stateAt(now) == begun && device.equals(client.device()) && clientKind == client.kind();
    }

    /** Whether this is its secret. */
    boolean isOpenedBy(String secret) {
        return secretHash.equals(Secrets.digestOf(secret));
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
        return !state.isEnd() && !ClockSkew.lives(createdAt, expiresAt, now);
    }
}
