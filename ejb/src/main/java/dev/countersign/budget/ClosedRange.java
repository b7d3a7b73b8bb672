package dev.countersign.budget;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** Numbers to which no SMS goes, whoever asks. */
@Entity
@Table(name = "sms_closed_range")
class ClosedRange {

    @Id
    private String prefix;

    private String note;

    @Column(name = "closed_at")
    private Instant closedAt;

    @SuppressWarnings("NullAway.Init")
    protected ClosedRange() {}

    ClosedRange(ClosedRangeView range, Instant now) {
        this.prefix = range.prefix();
        this.note = range.note();
        this.closedAt = now;
    }

    void describe(String words) {
        note = words;
    }

    ClosedRangeView view() {
        return new ClosedRangeView(prefix, note);
    }
}
