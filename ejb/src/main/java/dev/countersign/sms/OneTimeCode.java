package dev.countersign.sms;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import dev.countersign.time.ClockSkew;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A code sent to a phone: a keyed hash, a life, a subject. It knows its own value only by comparison. */
@Entity
@Table(name = "one_time_code")
public class OneTimeCode {

    @Id
    private String id;

    @Enumerated(EnumType.STRING)
    @Column(name = "purpose")
    private CodePurpose purpose;

    private String subject;

    @Column(name = "code_hash")
    private String codeHash;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    private boolean mailed;

    @SuppressWarnings("NullAway.Init")
    protected OneTimeCode() {}

    OneTimeCode(CodePurpose purpose, String subject, String code, Secrets secrets, Instant now, Instant expiresAt) {
        this.id = UUID.randomUUID().toString();
        this.purpose = purpose;
        this.subject = subject;
        this.codeHash = secrets.hash(Purpose.CODE_HASH, id, code);
        this.createdAt = now;
        this.expiresAt = expiresAt;
    }

    public String id() {
        return id;
    }

    Instant createdAt() {
        return createdAt;
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    String subject() {
        return subject;
    }

    /** Whether the code may still be used: not ended, and {@code now} is before the expiry. */
    public boolean isAlive(Instant now) {
        return endedAt == null && ClockSkew.lives(createdAt, expiresAt, now);
    }

    /** Compares in constant time; says nothing about life. */
    public boolean isValue(String typed, Secrets secrets) {
        return secrets.matches(Purpose.CODE_HASH, id, typed, codeHash);
    }

    /** It goes by mail, too. */
    void mailed() {
        mailed = true;
    }

    boolean isMailed() {
        return mailed;
    }

    void end(Instant now) {
        if (endedAt == null) {
            endedAt = now;
        }
    }
}
