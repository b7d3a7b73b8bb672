package dev.countersign.passcode;

import java.time.Instant;

/**
 * A passcode for the operator to dictate. It is told this once.
 *
 * @param fullUntil end of its time on trading clients
 * @param limitedUntil end of its time in the portal
 */
public record IssuedPasscode(PasscodeValue value, Instant fullUntil, Instant limitedUntil) {}
