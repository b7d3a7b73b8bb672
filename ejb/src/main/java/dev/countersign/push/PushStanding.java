package dev.countersign.push;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether pushes to an enrolment are paused, and from when on unanswered ones count. */
@Entity
@Table(name = "push_standing")
class PushStanding {

    @Id
    @Column(name = "enrolment_id")
    private String enrolmentId;

    @Column(name = "suspended_at")
    private @Nullable Instant suspendedAt;

    @Column(name = "counted_since")
    private Instant countedSince;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected PushStanding() {}

    @SuppressWarnings("NullAway.Init")
    PushStanding(UUID enrolment) {
        this.enrolmentId = enrolment.toString();
        this.countedSince = Instant.EPOCH;
    }

    void suspend(Instant now) {
        suspendedAt = now;
    }

    /** Sends pushes again; what was left unanswered until now is forgiven. */
    void restore(Instant now) {
        suspendedAt = null;
        countedSince = now;
    }

    boolean isSuspended() {
        return suspendedAt != null;
    }

    Instant countedSince() {
        return countedSince;
    }
}
