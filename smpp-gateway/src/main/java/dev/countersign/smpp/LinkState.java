package dev.countersign.smpp;

import java.time.Instant;

/**
 * How a session is.
 *
 * @param kind what it may do, a {@link BindKind}; {@code HTTP} where there are no sessions
 * @param address where it is bound, or tried last
 * @param phase where it stands
 * @param since when it came to stand there; attempts that fail one after the other are one stand
 * @param lastFault why it was refused or lost last, for people; empty when it never was. It stays after a new bind
 */
record LinkState(String kind, String address, Phase phase, Instant since, String lastFault) {

    /** Where a session stands. */
    enum Phase {
        /** Between attempts, or in one. */
        BINDING,
        /** Bound. */
        BOUND,
        /** Ended for good. */
        CLOSED
    }
}
