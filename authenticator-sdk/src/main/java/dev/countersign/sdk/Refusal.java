package dev.countersign.sdk;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A no, and what comes next.
 *
 * @param code of the problem document, or the name of the reason where the device itself refused
 * @param reference that the help desk finds the case by
 * @param triesLeft of a secret that may be tried again
 * @param retryAfter before which the same call is refused again
 */
public record Refusal(
        RefusalReason reason,
        String code,
        Optional<String> reference,
        OptionalInt triesLeft,
        Optional<Duration> retryAfter) {

    static Refusal of(RefusalReason reason) {
        return new Refusal(reason, reason.name(), Optional.empty(), OptionalInt.empty(), Optional.empty());
    }
}
