package dev.countersign.policy;

import java.time.Duration;
import java.time.format.DateTimeParseException;

/** The values that a number may have which somebody configures: whole numbers, or durations in ISO 8601, from the least to the most. */
public final class Range {

    private final boolean duration;
    private final long least;
    private final long most;

    /** Durations in milliseconds. */
    Range(boolean duration, long least, long most) {
        this.duration = duration;
        this.least = least;
        this.most = most;
    }

    public static Range ofCounts(long least, long most) {
        return new Range(false, least, most);
    }

    /** Measured in milliseconds. */
    public static Range ofDurations(Duration least, Duration most) {
        return new Range(true, least.toMillis(), most.toMillis());
    }

    /** Whether the text is a value of it; of whole numbers, nine digits at most. */
    public boolean contains(String text) {
        try {
            long number = duration ? Duration.parse(text).toMillis() : digits(text);
            return number >= least && number <= most;
        } catch (DateTimeParseException | ArithmeticException e) {
            return false;
        }
    }

    /** A value in its one spelling: a number without leading zeros, a duration as {@link Duration#toString} has it. */
    String canonical(String value) {
        return duration
                ? Duration.parse(value).toString()
                : Long.valueOf(digits(value)).toString();
    }

    /** Both ends as they are written, such as {@code 1 to 20}. */
    public String bounds() {
        return duration ? Duration.ofMillis(least) + " to " + Duration.ofMillis(most) : least + " to " + most;
    }

    /** What a value is, in words. */
    @Override
    public String toString() {
        return (duration ? "an ISO 8601 duration from " : "a whole number from ") + bounds();
    }

    /** The number that the digits give; one below every bound for anything else. */
    private static long digits(String text) {
        return text.matches("[0-9]{1,9}") ? Long.parseLong(text) : -1;
    }
}
