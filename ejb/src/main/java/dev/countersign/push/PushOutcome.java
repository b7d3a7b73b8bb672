package dev.countersign.push;

import java.time.Duration;
import java.util.Optional;

/**
 * What became of a notification at its push service. That the phone has it, nobody knows before it answers.
 *
 * @param retryAfter how long the service wants to be left alone; only where a repetition makes sense
 * @param detail for the log of an operator: a status, a reason of the service; no address and no text
 */
public record PushOutcome(Kind kind, Optional<Duration> retryAfter, String detail) {

    /** The cases that a caller treats differently. */
    public enum Kind {
        /** The service has taken it. */
        SENT,
        /** Nobody is there any more: the address is to be forgotten. */
        ADDRESS_DEAD,
        /** The service limits us or this address: not before {@link PushOutcome#retryAfter}. */
        BUSY,
        /** The service did not answer, or failed: worth a repetition while the notification lives. */
        FAILED,
        /** It is not taken in this form or from us: a repetition changes nothing, an operator might. */
        REFUSED
    }

    public static PushOutcome sent() {
        return new PushOutcome(Kind.SENT, Optional.empty(), "taken");
    }

    public static PushOutcome dead(String detail) {
        return new PushOutcome(Kind.ADDRESS_DEAD, Optional.empty(), detail);
    }

    public static PushOutcome busy(Optional<Duration> retryAfter, String detail) {
        return new PushOutcome(Kind.BUSY, retryAfter, detail);
    }

    public static PushOutcome failed(Optional<Duration> retryAfter, String detail) {
        return new PushOutcome(Kind.FAILED, retryAfter, detail);
    }

    public static PushOutcome refused(String detail) {
        return new PushOutcome(Kind.REFUSED, Optional.empty(), detail);
    }
}
