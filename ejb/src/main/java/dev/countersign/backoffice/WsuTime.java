package dev.countersign.backoffice;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * A wsu:Created or wsu:Expires, an xs:dateTime with its zone. The standard asks for UTC; a numeric offset is taken too and
 * means the moment it names.
 *
 * @param text as sent, because a digest covers the text and not the moment
 */
public record WsuTime(String text, Instant instant) {

    /** Throws {@link IllegalArgumentException} for any other text. */
    public static WsuTime parse(String sent) {
        try {
            return new WsuTime(sent, OffsetDateTime.parse(sent).toInstant());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("a time has the form 2030-01-01T00:00:00Z");
        }
    }
}
