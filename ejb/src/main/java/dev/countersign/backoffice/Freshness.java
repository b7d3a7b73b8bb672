package dev.countersign.backoffice;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How old a message may be, and how far in the future the clock of its sender. */
final class Freshness {

    /** Life of a message from its Created on; no Expires of the sender makes it longer. */
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final Duration SKEW = Duration.ofMinutes(1);

    /** How far apart the clocks of two nodes are for sure: a nonce must outlive its message on the slowest. */
    private static final Duration MARGIN = Duration.ofMinutes(10);

    private Freshness() {}

    /** Why the times of a message are no good at this moment; empty when they are. */
    static Optional<CallerRefusal> check(UsernameToken token, MessageTimestamp timestamp, Instant now) {
        Instant newest = now.plus(SKEW);
        Instant oldest = now.minus(WINDOW);
        Instant sent = timestamp.created().instant();
        Instant signed = token.created().instant();
        if (sent.isAfter(newest) || signed.isAfter(newest)) {
            return Optional.of(CallerRefusal.FROM_THE_FUTURE);
        }
        boolean ended =
                timestamp.expires().filter(end -> !now.isBefore(end.instant())).isPresent();
        return ended || sent.isBefore(oldest) || signed.isBefore(oldest)
                ? Optional.of(CallerRefusal.EXPIRED)
                : Optional.empty();
    }

    /** Until when the nonce of a token has to be remembered. */
    static Instant nonceEnd(UsernameToken token) {
        return token.created().instant().plus(WINDOW).plus(MARGIN);
    }
}
