package dev.countersign.smpp;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * When a carrier says that it signed: a header with seconds or milliseconds since 1970, or a time of ISO 8601 in UTC.
 *
 * @param tolerance by which the clocks and the way may differ, before and after
 */
record SignedTime(String header, Duration tolerance) {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");

    /** From here on they are milliseconds: as seconds they are of the year 5138. */
    private static final long MILLIS = 100_000_000_000L;

    SignedTime {
        if (tolerance.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("tolerance is at least a second");
        }
    }

    boolean isNow(String value, Instant now) {
        return parse(value)
                .filter(at -> Duration.between(at, now).abs().compareTo(tolerance) <= 0)
                .isPresent();
    }

    private static Optional<Instant> parse(String value) {
        if (NUMBER.matcher(value).matches()) {
            long number = Long.parseLong(value);
            return Optional.of(number < MILLIS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number));
        }
        try {
            return Optional.of(Instant.parse(value));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
