package dev.countersign.sweep;

import jakarta.persistence.EntityManager;
import java.sql.Timestamp;
import java.time.Instant;

/**
 * Rows of a table that are removed some time after their end, by spans of time: for tables whose primary key has several columns, and of
 * which a span has no more rows than one statement removes in a second. Works inside the caller's transaction.
 *
 * @param end column of the time that a row is over, with an index
 * @param minutes length of a span
 */
public record OldSpans(String table, String end, int minutes) {

    /**
     * Removes the oldest of those whose time was over before, and what follows it within a span.
     *
     * @return how many; 0 where there is none
     */
    public int remove(EntityManager entities, Instant before) {
        return entities.createNativeQuery("delete from " + table + " where " + end + " < ?1 and " + end
                        + " < (select min(" + end + ") from " + table + ") + interval '" + minutes + "' minute")
                .setParameter(1, Timestamp.from(before))
                .executeUpdate();
    }
}
