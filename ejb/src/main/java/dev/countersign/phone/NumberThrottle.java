package dev.countersign.phone;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** When the next SMS may go to a number, whoever asks for it and for whatever purpose. */
@Entity
@Table(name = "number_throttle")
class NumberThrottle {

    @Id
    private String e164;

    @Column(name = "next_sms_at")
    private Instant nextSmsAt;

    @SuppressWarnings("NullAway.Init")
    protected NumberThrottle() {}

    NumberThrottle(String e164, Instant nextSmsAt) {
        this.e164 = e164;
        this.nextSmsAt = nextSmsAt;
    }

    Instant nextSmsAt() {
        return nextSmsAt;
    }
}
