package dev.countersign.factor;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** When it was told last that a user lost a phone. Written by whoever holds the user's row. */
@Entity
@Table(name = "phone_loss")
class PhoneLoss {

    @Id
    @Column(name = "user_id")
    private long userId;

    @Column(name = "lost_at")
    private Instant lostAt;

    @SuppressWarnings("NullAway.Init")
    protected PhoneLoss() {}

    PhoneLoss(long userId, Instant now) {
        this.userId = userId;
        this.lostAt = now;
    }

    void again(Instant now) {
        lostAt = now;
    }

    Instant lostAt() {
        return lostAt;
    }
}
