package dev.countersign.move;

import dev.countersign.authenticator.Enrolment;
import dev.countersign.crypto.Secrets;
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

/** A move that was made. Callers hold the lock of the user while they change it. */
@Entity
@Table(name = "phone_move")
class PhoneMove {

    @Id
    private String id;

    @Column(name = "user_id")
    private long userId;

    @SuppressWarnings("UnusedVariable") // read by whoever looks into the table
    @Enumerated(EnumType.STRING)
    private MoveKind kind;

    @Column(name = "former_id")
    private String formerId;

    @Column(name = "made_id")
    private String madeId;

    @SuppressWarnings("UnusedVariable") // read by queries
    private boolean weak;

    @Column(name = "number_id")
    private @Nullable String numberId;

    @Column(name = "stop_hash")
    private String stopHash;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "stopped_at")
    private @Nullable Instant stoppedAt;

    @SuppressWarnings("NullAway.Init")
    protected PhoneMove() {}

    /**
     * A move that was just made.
     *
     * @param weak whether nothing but an SMS or a card was asked beside the password
     * @param number that login codes go to now, by its id
     * @param stopToken by which the user stops the new phone; kept as its hash
     */
    PhoneMove(
            MoveKind kind, Enrolment former, Enrolment made, boolean weak, Optional<String> number, String stopToken) {
        this.id = UUID.randomUUID().toString();
        this.userId = made.userId();
        this.kind = kind;
        this.formerId = former.id().toString();
        this.madeId = made.id().toString();
        this.weak = weak;
        this.numberId = number.orElse(null);
        this.stopHash = Secrets.digestOf(stopToken);
        this.createdAt = made.createdAt();
    }

    /** Whether its time to be stopped is over. */
    boolean isSettled(Instant now, Duration stopLife) {
        return !now.isBefore(createdAt.plus(stopLife));
    }

    boolean isStopped() {
        return stoppedAt != null;
    }

    void stop(Instant now) {
        if (stoppedAt == null) {
            stoppedAt = now;
        }
    }

    String id() {
        return id;
    }

    long userId() {
        return userId;
    }

    /** From when on something may have come after the move, by the clock of whichever node noted it. */
    Instant since() {
        return createdAt.minus(ClockSkew.MOST);
    }

    /** The number that login codes went to at the time; empty if there was none, or it is not known. */
    Optional<String> numberId() {
        return Optional.ofNullable(numberId);
    }

    Instant createdAt() {
        return createdAt;
    }
}
