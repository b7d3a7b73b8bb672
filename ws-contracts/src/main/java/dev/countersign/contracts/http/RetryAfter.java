package dev.countersign.contracts.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The header Retry-After (RFC 9110 section 10.2.3): seconds, or a date in one of the three forms of section 5.6.7. */
public final class RetryAfter {

    /** Its name. */
    public static final String HEADER = "Retry-After";

    private static final Pattern SECONDS = Pattern.compile("[0-9]+");
    private static final int MOST_DIGITS = 9;
    private static final Duration LONGEST = Duration.ofSeconds(999_999_999);

    /** A year of two digits is at most this far ahead. */
    private static final int YEARS_AHEAD = 50;

    private static final int CENTURY = 100;

    private RetryAfter() {}

    /** How long from now on, zero for a date that is over; empty without the header, and for what is neither. */
    public static Optional<Duration> of(@Nullable String value, Instant now) {
        if (value == null) {
            return Optional.empty();
        }
        if (SECONDS.matcher(value).matches()) {
            return Optional.of(value.length() > MOST_DIGITS ? LONGEST : Duration.ofSeconds(Long.parseLong(value)));
        }
        return forms(now).stream()
                .flatMap(form -> parse(value, form).stream())
                .findFirst()
                .map(date -> date.isAfter(now) ? Duration.between(now, date) : Duration.ZERO);
    }

    private static List<DateTimeFormatter> forms(Instant now) {
        int latest = now.atOffset(ZoneOffset.UTC).getYear() + YEARS_AHEAD;
        return Stream.of(
                        new DateTimeFormatterBuilder().appendPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'"),
                        new DateTimeFormatterBuilder()
                                .appendPattern("EEEE, dd-MMM-")
                                .appendValueReduced(ChronoField.YEAR, 2, 2, latest - CENTURY + 1)
                                .appendPattern(" HH:mm:ss 'GMT'"),
                        new DateTimeFormatterBuilder().appendPattern("EEE MMM ppd HH:mm:ss uuuu"))
                .map(form -> form.toFormatter(Locale.ENGLISH))
                .toList();
    }

    private static Optional<Instant> parse(String value, DateTimeFormatter form) {
        try {
            return Optional.of(LocalDateTime.parse(value, form).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
