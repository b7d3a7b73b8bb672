package dev.countersign.passcode;

import java.time.Duration;

/**
 * How long a temporary passcode opens what.
 *
 * @param full from its issue on, everything that it may
 * @param limited after that, the portal alone
 */
record PasscodeTerms(Duration full, Duration limited) {}
