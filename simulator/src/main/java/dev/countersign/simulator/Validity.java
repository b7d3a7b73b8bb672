package dev.countersign.simulator;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads validity_period, relative or absolute (SMPP 3.4 section 7.1.1). */
final class Validity {

    private static final Pattern FORMAT =
            Pattern.compile("([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9])([0-9]{2})([-+R])");
    private static final int QUARTER_SECONDS = 900;
    private static final int NANOS_PER_TENTH = 100_000_000;

    private Validity() {}

    /**
     * When the message dies; empty when it may live for as long as the SMSC likes.
     *
     * @throws IllegalArgumentException when the field is malformed
     */
    static Optional<Instant> end(@Nullable String field, Instant now) {
        if (field == null || field.isEmpty()) {
            return Optional.empty();
        }
        Matcher matcher = FORMAT.matcher(field);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("validity_period is malformed");
        }
        int[] numbers = new int[8];
        for (int group = 0; group < numbers.length; group++) {
            numbers[group] = Integer.parseInt(field, matcher.start(group + 1), matcher.end(group + 1), 10);
        }
        char kind = field.charAt(field.length() - 1);
        return Optional.of(kind == 'R' ? relative(numbers, now) : absolute(numbers, kind));
    }

    private static Instant relative(int[] numbers, Instant now) {
        return now.atOffset(ZoneOffset.UTC)
                .plusYears(numbers[0])
                .plusMonths(numbers[1])
                .plusDays(numbers[2])
                .plusHours(numbers[3])
                .plusMinutes(numbers[4])
                .plusSeconds(numbers[5])
                .toInstant();
    }

    private static Instant absolute(int[] numbers, char sign) {
        try {
            int offset = numbers[7] * QUARTER_SECONDS * (sign == '-' ? -1 : 1);
            return LocalDateTime.of(
                            2000 + numbers[0],
                            numbers[1],
                            numbers[2],
                            numbers[3],
                            numbers[4],
                            numbers[5],
                            numbers[6] * NANOS_PER_TENTH)
                    .toInstant(ZoneOffset.ofTotalSeconds(offset));
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("validity_period is no date", e);
        }
    }
}
