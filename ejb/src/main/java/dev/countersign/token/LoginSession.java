package dev.countersign.token;

import dev.countersign.crypto.Secrets;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
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
import org.jspecify.annotations.Nullable;

/** The session behind access tokens. One attempt yields one session at most: the database holds it unique. */
@Entity
@Table(name = "login_session")
class LoginSession {

    @Id
    private String id;

    @Column(name = "user_id")
    private long userId;

    @Column(name = "attempt_id")
    private String attemptId;

    @Column(name = "client_kind")
    private String clientKind;

    @Column(name = "factor")
    private String factor;

    @Column(name = "factor_id")
    private @Nullable String factorId;

    @Column(name = "factor_since")
    private Instant factorSince;

    @Column(name = "authenticated_at")
    private Instant authenticatedAt;

    @Enumerated(EnumType.STRING)
    @Column(name = "scope")
    private SessionScope scope;

    @Column(name = "weak_until")
    private @Nullable Instant weakUntil;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "last_seen_at")
    private Instant lastSeenAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Column(name = "cookie_hash")
    private @Nullable String cookieHash;

    @SuppressWarnings("NullAway.Init")
    protected LoginSession() {}

    /** @param life from now to its end, whatever happens in it */
    LoginSession(Login login, Instant now, Duration life) {
        this.id = UUID.randomUUID().toString();
        this.userId = login.userId();
        this.attemptId = login.attemptId();
        this.clientKind = login.clientKind();
        this.factor = login.factor();
        this.factorId = login.factorId().orElse(null);
        this.factorSince = login.factorSince();
        this.authenticatedAt = login.authenticatedAt();
        this.scope = login.scope();
        this.weakUntil = login.weakUntil().orElse(null);
        this.createdAt = now;
        this.lastSeenAt = now;
        Instant ownEnd = now.plus(life);
        this.expiresAt = login.until().filter(ownEnd::isAfter).orElse(ownEnd);
    }

    /** Makes it the session of a browser: its cookie opens it, and no token ever does. Before it is stored. */
    void bindTo(String cookie) {
        cookieHash = Secrets.digestOf(cookie);
    }

    boolean isInBrowser() {
        return cookieHash != null;
    }

    /** Whether the session may be used: not ended, not idle for too long, and {@code now} is before its end. */
    boolean isAlive(Instant now, SessionRules rules) {
        return endedAt == null
                && now.isBefore(expiresAt)
                && ClockSkew.lives(lastSeenAt, lastSeenAt.plus(rules.idle()), now);
    }

    /** When the session ends if no further call is made in it after the one of {@code lastCall}. */
    Instant idleEndsAt(Instant lastCall, SessionRules rules) {
        Instant idleEnd = lastCall.plus(rules.idle());
        return idleEnd.isBefore(expiresAt) ? idleEnd : expiresAt;
    }

    /** Whether this call should be written down; not each is, so that reading costs no write. */
    boolean isNoteDue(Instant now, SessionRules rules) {
        return !now.isBefore(lastSeenAt.plus(rules.noteEvery()));
    }

    String id() {
        return id;
    }

    long userId() {
        return userId;
    }

    String attemptId() {
        return attemptId;
    }

    String clientKind() {
        return clientKind;
    }

    String factor() {
        return factor;
    }

    /** Of the very factor; empty where the password was enough. */
    Optional<String> factorId() {
        return Optional.ofNullable(factorId);
    }

    /** Whether it was this very factor. */
    boolean isOpenedBy(FactorRef ref) {
        return ref.kind().name().equals(factor) && ref.id().equals(factorId);
    }

    boolean isByStandIn() {
        return FactorKind.isLoginByStandIn(factor);
    }

    /** Name of the factor that the session's proof is worth at this time. */
    String assurance(Instant now) {
        if (weakUntil != null && now.isBefore(weakUntil)) {
            return Login.WEAK;
        }
        return factor.equals(Login.PASSWORD_ONLY)
                ? factor
                : FactorKind.valueOf(factor).assurance().name();
    }

    /** Until when what opened it counts as an SMS; empty if it never did. */
    Optional<Instant> weakUntil() {
        return Optional.ofNullable(weakUntil);
    }

    Instant factorSince() {
        return factorSince;
    }

    Instant authenticatedAt() {
        return authenticatedAt;
    }

    SessionScope scope() {
        return scope;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant lastSeenAt() {
        return lastSeenAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }
}
