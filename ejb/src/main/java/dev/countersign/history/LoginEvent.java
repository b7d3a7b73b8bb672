package dev.countersign.history;

import dev.countersign.login.AttemptEnded;
import dev.countersign.login.PasswordRefused;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A login that ended, under the id of its attempt; or a run of refusals that are all alike, under an id of their own. */
@Entity
@Table(name = "login_event")
class LoginEvent {

    @Id
    private String id;

    private String subject;

    @Column(name = "at")
    private Instant at;

    @Enumerated(EnumType.STRING)
    private EventOutcome outcome;

    @Column(name = "client_kind")
    private String clientKind;

    private @Nullable String factor;

    @Column(name = "client_address")
    private String address;

    private int times;

    @Column(name = "password_known")
    private boolean passwordKnown;

    @Column(name = "disowned_at")
    private @Nullable Instant disownedAt;

    @SuppressWarnings("NullAway.Init")
    protected LoginEvent() {}

    private LoginEvent(String id, String subject, Instant at, EventOutcome outcome, String clientKind, String address) {
        this.id = id;
        this.subject = subject;
        this.at = at;
        this.outcome = outcome;
        this.clientKind = clientKind;
        this.address = address;
        this.times = 1;
    }

    /** An attempt that ended; it took the right password to begin it. */
    static LoginEvent of(AttemptEnded ended, Instant now) {
        LoginEvent event = new LoginEvent(
                ended.attemptId(),
                subjectOf(ended.userId()),
                now,
                EventOutcome.of(ended.end()),
                ended.clientKind().name(),
                ended.address());
        event.factor = ended.factor();
        event.passwordKnown = true;
        return event;
    }

    static LoginEvent of(PasswordRefused refused, EventOutcome outcome, Instant now) {
        LoginEvent event = new LoginEvent(
                UUID.randomUUID().toString(),
                refused.subject(),
                now,
                outcome,
                refused.clientKind().name(),
                refused.address());
        event.passwordKnown = refused.passwordRight();
        return event;
    }

    static String subjectOf(long userId) {
        return "user:" + userId;
    }

    /** Whether the other refusal is told together with this one. */
    boolean isContinuedBy(LoginEvent other) {
        return subject.equals(other.subject)
                && outcome == other.outcome
                && clientKind.equals(other.clientKind)
                && address.equals(other.address)
                && passwordKnown == other.passwordKnown
                && disownedAt == null;
    }

    /** Counts one more. */
    void repeat(Instant now) {
        times++;
        at = now;
    }

    /** The user says that it was somebody else. */
    void disown(Instant now) {
        if (disownedAt == null) {
            disownedAt = now;
        }
    }

    String id() {
        return id;
    }

    Instant at() {
        return at;
    }

    EventOutcome outcome() {
        return outcome;
    }

    String clientKind() {
        return clientKind;
    }

    Optional<String> factor() {
        return Optional.ofNullable(factor);
    }

    String address() {
        return address;
    }

    int times() {
        return times;
    }

    /** Whether somebody had the right password. */
    boolean isPasswordKnown() {
        return passwordKnown;
    }

    boolean isDisowned() {
        return disownedAt != null;
    }
}
