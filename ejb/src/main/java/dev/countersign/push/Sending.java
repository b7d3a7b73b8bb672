package dev.countersign.push;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import java.time.Duration;
import java.time.Instant;

/** How a notification is on its way to its push service: an outbox in the row that it is about. */
@Embeddable
class Sending {

    @Enumerated(EnumType.STRING)
    private PushDelivery delivery;

    private int sends;

    @Column(name = "next_send_at")
    private Instant nextSendAt;

    @SuppressWarnings("NullAway.Init")
    protected Sending() {}

    /** @param delivery WAITING, or NONE where there is nothing to send */
    Sending(PushDelivery delivery, Instant now) {
        this.delivery = delivery;
        this.nextSendAt = now;
    }

    /** Somebody sends it now; nobody else does until the lease is over. */
    void take(Instant now, Duration lease) {
        sends++;
        nextSendAt = now.plus(lease);
    }

    /** Notes what the push service said of what lives until {@code end}. */
    void note(PushOutcome outcome, Repetition repetition, Instant now, Instant end) {
        if (delivery != PushDelivery.WAITING && outcome.kind() != PushOutcome.Kind.SENT) {
            return;
        }
        switch (outcome.kind()) {
            case SENT -> delivery = PushDelivery.SENT;
            case ADDRESS_DEAD, REFUSED -> giveUp();
            case BUSY, FAILED -> {
                nextSendAt = now.plus(outcome.retryAfter().orElseGet(() -> repetition.pause(sends)));
                if (repetition.isEnough(sends) || !nextSendAt.isBefore(end)) {
                    giveUp();
                }
            }
        }
    }

    void giveUp() {
        delivery = PushDelivery.FAILED;
    }

    /** How far the push service took it. */
    Arrival arrival() {
        return switch (delivery) {
            case WAITING -> Arrival.WAITING;
            case SENT -> Arrival.TAKEN;
            case FAILED, NONE -> Arrival.FAILED;
        };
    }

    boolean isFailed() {
        return delivery == PushDelivery.FAILED;
    }
}
