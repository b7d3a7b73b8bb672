package dev.countersign.authenticator;

import dev.countersign.time.ClockSkew;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A challenge that was shown on a login screen. The row stays as long as the key answers, so that none is asked twice. */
@Entity
@Table(name = "challenge")
public class IssuedChallenge {

    @Id
    private String id;

    @Column(name = "enrolment_id")
    private String enrolmentId;

    @Column(name = "key_number")
    private int keyNumber;

    private String question;

    @Column(name = "subject")
    private String subject;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @SuppressWarnings("NullAway.Init")
    protected IssuedChallenge() {}

    /** @param subject the attempt or the confirmation that it is part of */
    IssuedChallenge(Enrolment enrolment, String question, String subject, Instant now, Instant expiresAt) {
        this.id = UUID.randomUUID().toString();
        this.enrolmentId = enrolment.id().toString();
        this.keyNumber = enrolment.keyNumber();
        this.question = question;
        this.subject = subject;
        this.createdAt = now;
        this.expiresAt = expiresAt;
    }

    /** Whether an answer to it counts: it was not answered or replaced, and {@code now} is before its end. */
    public boolean isAlive(Instant now) {
        return endedAt == null && ClockSkew.lives(createdAt, expiresAt, now);
    }

    /** The digits to be shown. */
    public String question() {
        return question;
    }

    public Instant createdAt() {
        return createdAt;
    }

    public Instant expiresAt() {
        return expiresAt;
    }

    UUID enrolmentId() {
        return UUID.fromString(enrolmentId);
    }

    void end(Instant now) {
        if (endedAt == null) {
            endedAt = now;
        }
    }
}
