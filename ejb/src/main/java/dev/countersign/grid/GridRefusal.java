package dev.countersign.grid;

import dev.countersign.audit.Reference;
import java.time.Duration;
import java.util.Optional;

/**
 * A "no".
 *
 * @param retryAfter when to try again, where waiting helps; more than zero
 * @param reference finds the audit entry
 */
public record GridRefusal(Reason reason, Optional<Duration> retryAfter, Reference reference) {

    /** Why it was refused. */
    public enum Reason {
        /** The user has no card with this id or serial that waits for this; or there is no such card, batch or user. */
        UNKNOWN,
        /** Nobody gets a card who has a permanent factor, or one already; nor by a passcode that opens nothing any more. */
        NOT_OFFERED,
        /** The cells are wrong. */
        CODE_WRONG,
        /** The two cells were typed meanwhile. */
        EXPIRED,
        /** The user has a factor and did not prove it for this. */
        CONFIRMATION_REQUIRED,
        /** The login was without a second factor although the user has one. */
        OTHER_LOGIN,
        /** The user is locked out, or an operator has locked him. */
        LOCKED,
        /** The card is a user's, or was one's. */
        NOT_IN_STOCK,
        /** Whoever ordered a batch does not release it. */
        OWN_BATCH,
        /** The batch was rejected, or released before. */
        DECIDED
    }

    static GridRefusal of(Reason reason) {
        return new GridRefusal(reason, Optional.empty(), Reference.next());
    }
}
