package dev.countersign.device;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/** The granularity of an OCRA time stamp (RFC 6287 section 6.3, erratum 3729): 1 to 59 seconds or minutes, 1 to 48 hours. */
public record TimeStep(Duration length) {

    private static final Map<Character, ChronoUnit> UNITS =
            Map.of('S', ChronoUnit.SECONDS, 'M', ChronoUnit.MINUTES, 'H', ChronoUnit.HOURS);

    private static final int MOST_HOURS = 48;
    private static final int MOST_OTHERS = 59;

    public TimeStep {
        if (length.toSeconds() < 1 || !length.equals(Duration.ofSeconds(length.toSeconds()))) {
            throw new IllegalArgumentException("a time step is some whole seconds");
        }
    }

    /** Steps since 1970 at the instant, which is not before. */
    public long stepsAt(Instant instant) {
        if (instant.isBefore(Instant.EPOCH)) {
            throw new IllegalArgumentException("there are no time steps before 1970");
        }
        return instant.getEpochSecond() / length.toSeconds();
    }

    /** Of the part of a suite behind the T, such as {@code 30S}. */
    static TimeStep parse(String text, String suite) {
        ChronoUnit unit = text.isEmpty() ? null : UNITS.get(text.charAt(text.length() - 1));
        if (unit == null) {
            throw new MalformedSuiteException(suite, "the time step \"T" + text + "\" does not end in S, M or H");
        }
        int most = unit == ChronoUnit.HOURS ? MOST_HOURS : MOST_OTHERS;
        String count = text.substring(0, text.length() - 1);
        if (count.length() > 2 || count.startsWith("0") || !OcraSuiteParser.isNumber(count, 1, most)) {
            throw new MalformedSuiteException(
                    suite, "the time step \"T" + text + "\" does not count 1 to " + most + " without a leading zero");
        }
        return new TimeStep(Duration.of(Integer.parseInt(count), unit));
    }
}
