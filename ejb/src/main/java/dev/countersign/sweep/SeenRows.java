package dev.countersign.sweep;

import java.util.List;
import java.util.Optional;

/**
 * What one piece of a walk found.
 *
 * @param keys of the rows that may go, locked
 * @param next where the next piece begins; empty at the end of the table
 */
public record SeenRows(List<?> keys, Optional<RowPlace> next) {

    public SeenRows {
        keys = List.copyOf(keys);
    }

    /** The same when so many of them are gone. */
    public Walked removed(int removed) {
        return new Walked(removed, next);
    }
}
