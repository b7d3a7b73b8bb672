package dev.countersign.smpp;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** In which form a message center is told until when a message may be delivered, in validity_period (SMPP 3.4 section 7.1.1). */
enum ValidityPeriod {
    /** {@code YYMMDDhhmmss000R}: the message center's clock need not agree with ours. */
    RELATIVE,
    /** {@code YYMMDDhhmmss000+}, in UTC, for who knows no relative one: both clocks have to be right. */
    ABSOLUTE,
    /** Not at all: the message center has a period of its own, and may deliver a code that is dead. */
    NONE;

    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofDays(28);
    private static final DateTimeFormatter BY_THE_CLOCK =
            DateTimeFormatter.ofPattern("uuMMddHHmmss'000+'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * The field; empty with NONE. The life that is left is rounded down to seconds, so that the message center gives up before we do.
     *
     * @param now before {@code expiresAt}; at least one second and at most 28 days are said
     */
    String of(Instant now, Instant expiresAt) {
        Duration left = Duration.between(now, expiresAt);
        left = left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
        left = left.compareTo(LONGEST) > 0 ? LONGEST : left;
        return switch (this) {
            case RELATIVE -> relative(left);
            case ABSOLUTE -> BY_THE_CLOCK.format(now.plus(left));
            case NONE -> "";
        };
    }

    private static String relative(Duration left) {
        return String.format(
                Locale.ROOT,
                "0000%02d%02d%02d%02d000R",
                left.toDays(),
                left.toHoursPart(),
                left.toMinutesPart(),
                left.toSecondsPart());
    }
}
