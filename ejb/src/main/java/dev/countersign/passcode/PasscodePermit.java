package dev.countersign.passcode;

import dev.countersign.time.ClockSkew;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A supervisor's word that one more passcode may be issued to a user, by another operator, once and soon. */
@Entity
@Table(name = "passcode_permit")
class PasscodePermit {

    @Id
    private String id;

    @Column(name = "user_id")
    private long userId;

    @Column(name = "operator")
    private String operator;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "used_at")
    private @Nullable Instant usedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected PasscodePermit() {}

    PasscodePermit(long userId, String operator, Instant now, Instant expiresAt) {
        this.id = UUID.randomUUID().toString();
        this.userId = userId;
        this.operator = operator;
        this.createdAt = now;
        this.expiresAt = expiresAt;
    }

    /** Whether the operator may issue by it. */
    boolean isFor(String issuer, Instant now) {
        return usedAt == null && ClockSkew.lives(createdAt, expiresAt, now) && !operator.equals(issuer);
    }

    void use(Instant now) {
        usedAt = now;
    }

    Instant expiresAt() {
        return expiresAt;
    }
}
