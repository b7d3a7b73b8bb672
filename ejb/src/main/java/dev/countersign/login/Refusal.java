package dev.countersign.login;

import dev.countersign.audit.Reference;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A "no" with all that the caller may know.
 *
 * @param triesLeft wrong answers that the attempt still bears, where that is the point
 * @param retryAfter when to try again, where waiting helps; more than zero
 * @param next ways that remain, the best first
 * @param reference finds the audit entry
 */
public record Refusal(
        Reason reason,
        Optional<Integer> triesLeft,
        Optional<Duration> retryAfter,
        List<NextStep> next,
        Reference reference) {

    private static final Duration BUSY_PAUSE = Duration.ofSeconds(1);

    public Refusal {
        next = next.stream().distinct().toList();
    }

    /** Too many logins at once. */
    public static Refusal busy() {
        return of(Reason.BUSY, Reference.next(), NextStep.WAIT).withRetryAfter(BUSY_PAUSE);
    }

    /** Too many failures of the user, or an operator has locked him: {@code until} is empty then. */
    public static Refusal locked(Optional<Instant> until, Instant now) {
        Refusal locked = of(Reason.LOCKED, Reference.next(), NextStep.HELP_DESK);
        return until.map(end -> locked.withRetryAfter(Duration.between(now, end)))
                .orElse(locked);
    }

    /** The account may use the portal alone. */
    public static Refusal portalOnly() {
        return of(Reason.PORTAL_ONLY, Reference.next(), NextStep.PORTAL);
    }

    static Refusal of(Reason reason, Reference reference, NextStep... next) {
        return new Refusal(reason, Optional.empty(), Optional.empty(), List.of(next), reference);
    }

    Refusal withTriesLeft(int tries) {
        return new Refusal(reason, Optional.of(tries), retryAfter, next, reference);
    }

    Refusal withRetryAfter(Duration pause) {
        return new Refusal(reason, triesLeft, Optional.of(pause), next, reference);
    }
}
