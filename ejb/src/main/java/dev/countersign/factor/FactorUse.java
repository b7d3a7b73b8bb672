package dev.countersign.factor;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** When a factor completed a login last; of one that never did and was ended by the help desk, when it became its user's. Written by whoever holds the user's row. */
@Entity
@Table(name = "factor_use")
class FactorUse {

    @Id
    @Column(name = "factor_id")
    private String factorId;

    @Column(name = "user_id")
    private long userId;

    @Column(name = "used_at")
    private Instant usedAt;

    @SuppressWarnings("NullAway.Init")
    protected FactorUse() {}

    FactorUse(long userId, String factorId, Instant now) {
        this.userId = userId;
        this.factorId = factorId;
        this.usedAt = now;
    }

    String factorId() {
        return factorId;
    }

    Instant usedAt() {
        return usedAt;
    }

    void use(Instant now) {
        usedAt = now;
    }
}
