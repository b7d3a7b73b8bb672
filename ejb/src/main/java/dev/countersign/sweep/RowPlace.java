package dev.countersign.sweep;

import java.time.Instant;
import java.util.Objects;

/**
 * How far a walk through a table has come: all rows up to this one were looked at.
 *
 * @param end when it was over
 * @param key its primary key
 */
public record RowPlace(Instant end, String key) {

    /** Before the first row. */
    public static final RowPlace START = new RowPlace(Instant.EPOCH, "");

    /** Of a walk that goes by the primary key alone. */
    static RowPlace behind(String key) {
        return new RowPlace(Instant.EPOCH, key);
    }

    public RowPlace {
        Objects.requireNonNull(end, "end");
        Objects.requireNonNull(key, "key");
    }
}
