package dev.countersign.token;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The session behind an access token. One attempt yields one session at most: the database holds it unique. */
@Entity
@Table(name = "login_session")
class LoginSession {

    @Id
    private String id;

    @Column(name = "user_id")
    private long userId;

    @Column(name = "attempt_id")
    private String attemptId;

    @Column(name = "factor")
    private String factor;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "last_seen_at")
    private Instant lastSeenAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @SuppressWarnings("NullAway.Init")
    protected LoginSession() {}

    LoginSession(Login login, Instant now, Duration life) {
        this.id = UUID.randomUUID().toString();
        this.userId = login.userId();
        this.attemptId = login.attemptId();
        this.factor = login.factor();
        this.createdAt = now;
        this.lastSeenAt = now;
        this.expiresAt = now.plus(life);
    }

    String id() {
        return id;
    }
}
