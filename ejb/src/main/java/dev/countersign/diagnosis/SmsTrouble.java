package dev.countersign.diagnosis;

import dev.countersign.time.RecentTimes;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;

/** The messages that a user was told did not reach him. Callers hold the user's lock while they change it. */
@Entity
@Table(name = "sms_trouble")
class SmsTrouble {

    private static final Duration MONTH = Duration.ofDays(30);
    private static final int MOST = 10;

    @Id
    @Column(name = "user_id")
    private long userId;

    @Column(name = "sent_at")
    private RecentTimes sentAt;

    @SuppressWarnings("NullAway.Init")
    protected SmsTrouble() {}

    SmsTrouble(long userId) {
        this.userId = userId;
        this.sentAt = RecentTimes.NONE;
    }

    /** Notes one message; however often its user asks, it is one. */
    void note(Instant message, Instant now) {
        RecentTimes kept = sentAt.within(now, MONTH);
        if (!kept.times().containsAll(RecentTimes.NONE.plus(message, 1).times())) {
            sentAt = kept.plus(message, MOST);
        }
    }

    /** How many within thirty days. */
    int count(Instant now) {
        return sentAt.count(now, MONTH);
    }
}
