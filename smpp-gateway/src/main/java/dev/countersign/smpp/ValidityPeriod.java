package dev.countersign.smpp;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * validity_period in the relative form {@code YYMMDDhhmmss000R} (SMPP 3.4 section 7.1.1.2). Relative, because then the
 * message center's clock need not agree with ours.
 */
final class ValidityPeriod {

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(28);

    private ValidityPeriod() {}

    /**
     * The life that is left, rounded down to seconds, so that the message center gives up before we do.
     *
     * @param now before {@code expiresAt}; at least one second and at most 28 days are said
     */
    static String relative(Instant now, Instant expiresAt) {
        Duration left = Duration.between(now, expiresAt);
        left = left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
        left = left.compareTo(LONGEST) > 0 ? LONGEST : left;
        return String.format(
                Locale.ROOT,
                "0000%02d%02d%02d%02d000R",
                left.toDays(),
                left.toHoursPart(),
                left.toMinutesPart(),
                left.toSecondsPart());
    }
}
