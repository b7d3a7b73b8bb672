package dev.countersign.number;

import java.time.Instant;

/** Where the verification of a number stands after a code was asked for. */
public sealed interface Verification {

    /**
     * A code is on its way.
     *
     * @param triesLeft wrong answers that it bears
     * @param resendAt when the number may get another SMS
     * @param expiresAt end of the code
     */
    record Sent(int triesLeft, Instant resendAt, Instant expiresAt) implements Verification {}

    /** The number was verified before: nothing is sent and nothing is left to do. */
    record Done(OwnNumber number) implements Verification {}
}
