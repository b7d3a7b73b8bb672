package dev.countersign.lockout;

import dev.countersign.time.RecentTimes;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The failures of one lane that still count. Whoever changes it holds the turn of its subject, or the row of the one user who has the lane. */
@Entity
@Table(name = "failure_record")
class FailureRecord {

    @Id
    private String id;

    /** Whose lane it is; null in records of servers before version 78 of the schema. */
    @SuppressWarnings("UnusedVariable") // read by queries
    private @Nullable String subject;

    @Column(name = "failed_at")
    private RecentTimes failedAt;

    @Column(name = "answered_at")
    private RecentTimes answeredAt;

    @Column(name = "closed_until")
    private @Nullable Instant closedUntil;

    @Column(name = "keep_until")
    private Instant keepUntil;

    @SuppressWarnings("NullAway.Init")
    protected FailureRecord() {}

    FailureRecord(Lane lane, Instant now) {
        this.id = lane.id();
        this.subject = lane.subject();
        this.failedAt = RecentTimes.NONE;
        this.answeredAt = RecentTimes.NONE;
        this.keepUntil = now;
    }

    boolean isOf(Lane lane) {
        return id.equals(lane.id());
    }

    /** Until when the lane is closed; empty while it is open. */
    Optional<Instant> closedUntil(Instant now) {
        return Optional.ofNullable(closedUntil).filter(now::isBefore);
    }

    int failures(Instant now, Duration window) {
        return failedAt.count(now, window);
    }

    /** When fewer than {@code most} failures will lie in the window again; {@code now} if fewer do already. */
    Instant freeAgain(Instant now, Duration window, int most) {
        return failedAt.freeAgain(now, window, most);
    }

    /** Counts a failure; {@code most} of them are remembered. */
    void fail(Instant now, Duration window, int most) {
        failedAt = failedAt.within(now, window).plus(now, most);
        keepUntil = now.plus(window);
    }

    /** Has its own failures count no more; what was answered wrongly in it does. */
    void forgetFailures() {
        failedAt = RecentTimes.NONE;
        closedUntil = null;
    }

    /** Notes that one of the wrong answers to the factor, which count for all lanes together, was given in this one. */
    void noteWrongAnswer(Instant now, LockRule rule) {
        answeredAt = answeredAt.within(now, rule.time()).plus(now, rule.failures());
        keepUntil = now.plus(rule.time());
    }

    /** Has the wrong answers that were given in a lane count no more, in the record of all of them; whether none is left. */
    boolean forgetAnswersOf(FailureRecord lane) {
        for (Instant answered : lane.answeredAt.times()) {
            failedAt = failedAt.without(answered);
        }
        return failedAt.times().isEmpty();
    }

    /** Closes the lane, from now on for the rule's time, if its failures and {@code others} are as many as the rule allows. */
    void closeIfFull(Instant now, LockRule rule, int others) {
        if (failures(now, rule.time()) + others >= rule.failures()) {
            closedUntil = now.plus(rule.time());
            keepUntil = closedUntil;
        }
    }
}
