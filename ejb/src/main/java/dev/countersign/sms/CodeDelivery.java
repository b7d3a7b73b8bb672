package dev.countersign.sms;

import java.time.Instant;

/**
 * How the newest SMS with a living code stands, as whoever waits for that code is told.
 *
 * @param report what became of the SMS, more exactly
 * @param expiresAt end of the code
 * @param isMailed whether the code went to a mailbox, too
 */
public record CodeDelivery(State state, SmsReport report, Instant expiresAt, boolean isMailed) {

    CodeDelivery(State state, SmsReport report, OneTimeCode code) {
        this(state, report, code.expiresAt(), code.isMailed());
    }

    /** How far it came. */
    public enum State {
        /** Ordered; it leaves in a moment. */
        QUEUED,
        /** Ordered, while no carrier takes messages, or none that leads to its number. */
        NO_CARRIER,
        /** A carrier has it, or may have it. */
        SENT,
        /** The phone has it, says a carrier. */
        DELIVERED,
        /** It will not arrive, says a carrier. */
        FAILED,
        /** It could not be sent in time. */
        EXPIRED
    }
}
