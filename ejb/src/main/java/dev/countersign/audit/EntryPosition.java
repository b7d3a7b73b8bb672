package dev.countersign.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where in the order of time a list of entries goes on.
 *
 * @param id tells entries of one moment apart
 */
public record EntryPosition(Instant at, long id) {

    /** Before every entry. */
    static final EntryPosition FIRST = new EntryPosition(Instant.EPOCH, 0);

    private static final Pattern FORM = Pattern.compile("([0-9]{1,17})-([0-9]{1,18})");

    static EntryPosition of(EntryContent content) {
        return new EntryPosition(content.at(), content.id());
    }

    /** The position as {@link #text} wrote it; empty for any other text. */
    public static Optional<EntryPosition> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        Instant at = Instant.EPOCH.plus(Long.parseLong(form.group(1)), ChronoUnit.MICROS);
        return Optional.of(new EntryPosition(at, Long.parseLong(form.group(2))));
    }

    /** The position as a word for addresses. */
    public String text() {
        return EntryContent.micros(at) + "-" + id;
    }
}
