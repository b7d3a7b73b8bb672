package dev.countersign.web;

import java.time.DateTimeException;
import java.time.Instant;

/** Times in the form of RFC 3339, of the years 1970 to 9999: no database and no file of ours has to take others. */
final class TimeText {

    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

    private TimeText() {}

    /**
     * The time of that text; malformed if it is none.
     *
     * @param name of the field or parameter, for the refusal
     */
    static Instant parse(String name, String text) {
        Instant instant = instant(name, text);
        if (instant.isBefore(Instant.EPOCH) || instant.isAfter(LATEST)) {
            throw ProblemException.malformed(name + " must be of the years 1970 to 9999");
        }
        return instant;
    }

    private static Instant instant(String name, String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException e) {
            throw ProblemException.malformed(name + " must be a time such as 2026-03-02T09:00:00Z");
        }
    }
}
