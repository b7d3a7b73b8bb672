package dev.countersign.passkey;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a device is to sign: one question a subject, the newest. Callers hold the lock of the user. */
@Entity
@Table(name = "passkey_question")
class PasskeyQuestion {

    @Id
    private String subject;

    private String challenge;

    @Column(name = "passkey_id")
    private @Nullable String passkeyId;

    @Column(name = "user_handle")
    private @Nullable String userHandle;

    @Column(name = "weak_until")
    private @Nullable Instant weakUntil;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Column(name = "ended_at")
    private @Nullable Instant endedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected PasskeyQuestion() {}

    /** One that was not asked yet. */
    PasskeyQuestion(String subject) {
        this.subject = subject;
        this.challenge = "";
        this.expiresAt = Instant.EPOCH;
    }

    /** Asks for a signature of a passkey; what was asked of the subject before counts no more. */
    void ask(String id, String drawn, Instant end) {
        ask(drawn, end);
        passkeyId = id;
        userHandle = null;
        weakUntil = null;
    }

    /**
     * Asks for a new key; what was asked of the subject before counts no more.
     *
     * @param weak until when the key will count as an SMS; empty where it never does
     */
    void askNew(String handle, String drawn, Optional<Instant> weak, Instant end) {
        ask(drawn, end);
        passkeyId = null;
        userHandle = handle;
        weakUntil = weak.orElse(null);
    }

    private void ask(String drawn, Instant end) {
        challenge = drawn;
        expiresAt = end;
        endedAt = null;
    }

    /** Each question is answered once. */
    void end(Instant now) {
        if (endedAt == null) {
            endedAt = now;
        }
    }

    boolean isOf(String passkey) {
        return passkey.equals(passkeyId);
    }

    boolean isEnded() {
        return endedAt != null;
    }

    boolean isAlive(Instant now) {
        return endedAt == null && now.isBefore(expiresAt);
    }

    String challenge() {
        return challenge;
    }

    /** Under which the new key will be filed. */
    String userHandle() {
        if (userHandle == null) {
            throw new IllegalStateException("no new key was asked for");
        }
        return userHandle;
    }

    /** Until when the new key will count as an SMS; empty where it never does. */
    Optional<Instant> weakUntil() {
        return Optional.ofNullable(weakUntil);
    }

    Instant expiresAt() {
        return expiresAt;
    }
}
