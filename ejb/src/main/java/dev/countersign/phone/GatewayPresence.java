package dev.countersign.phone;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The last word of a gateway instance about itself. */
@Entity
@Table(name = "gateway_presence")
class GatewayPresence {

    @Id
    private String gateway;

    @Column(name = "bound")
    private boolean bound;

    @Column(name = "seen_at")
    private Instant seenAt;

    @SuppressWarnings("NullAway.Init")
    protected GatewayPresence() {}

    GatewayPresence(String gateway, boolean bound, Instant seenAt) {
        this.gateway = gateway;
        this.bound = bound;
        this.seenAt = seenAt;
    }

    void report(boolean nowBound, Instant now) {
        bound = nowBound;
        seenAt = now;
    }
}
