package dev.countersign.keyfile;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;

/** Dates as XML Schema writes them: with time and offset, with time alone, or a day. Without an offset they are of UTC. */
final class Dates {

    private static final DateTimeFormatter FORM = DateTimeFormatter.ofPattern(
                    "uuuu-MM-dd['T'HH:mm:ss[.SSS][XXX]]", Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private static final int LAST_YEAR = 9999;

    private Dates() {}

    static Instant read(String text) {
        try {
            TemporalAccessor date = FORM.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            Instant instant = instant(date);
            int year = instant.atOffset(ZoneOffset.UTC).getYear();
            if (year >= 1970 && year <= LAST_YEAR) {
                return instant;
            }
        } catch (DateTimeException e) {
            // No date, as below.
        }
        throw new RefusedRowException(RowReason.DATE);
    }

    private static Instant instant(TemporalAccessor date) {
        if (date instanceof OffsetDateTime exact) {
            return exact.toInstant();
        }
        if (date instanceof LocalDateTime local) {
            return local.toInstant(ZoneOffset.UTC);
        }
        return LocalDate.from(date).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
}
