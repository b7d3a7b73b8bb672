package dev.countersign.move;

import java.time.Instant;

/**
 * A user stopped a phone that was not his; whoever has to take back what was done by it observes it in the transaction, where the
 * user's row is locked.
 *
 * @param since when the phone became his authenticator
 */
public record PhoneStopped(long userId, Instant since) {}
