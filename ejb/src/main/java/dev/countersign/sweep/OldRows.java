package dev.countersign.sweep;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows of a table that are removed some time after their end. Works inside the caller's transaction; rows that somebody else holds are
 * passed over, so that nodes share the work.
 *
 * @param key column of the primary key
 * @param end column of the time that a row is over
 * @param condition in SQL, about the row {@code o}
 */
public record OldRows(String table, String key, String end, String condition) {

    /** All whose time is over. */
    public OldRows(String table, String key, String end) {
        this(table, key, end, "1 = 1");
    }

    /** Those of them for which something else is true as well. */
    public OldRows where(String more) {
        return new OldRows(table, key, end, condition + " and " + more);
    }

    /**
     * Removes those whose time was over before, the oldest first.
     *
     * @param most so many at a time
     * @return how many
     */
    public int remove(EntityManager entities, Instant before, int most) {
        List<?> keys = lock(entities, before, most);
        if (keys.isEmpty()) {
            return 0;
        }
        String places =
                IntStream.rangeClosed(1, keys.size()).mapToObj(i -> "?" + i).collect(Collectors.joining(", "));
        Query delete = entities.createNativeQuery("delete from " + table + " where " + key + " in (" + places + ")");
        IntStream.rangeClosed(1, keys.size()).forEach(i -> delete.setParameter(i, keys.get(i - 1)));
        return delete.executeUpdate();
    }

    /** The keys of so many of those, locked. */
    public List<?> lock(EntityManager entities, Instant before, int most) {
        return entities.createNativeQuery("select o." + key + " from " + table + " o where o." + end + " < ?1 and "
                        + condition + " order by o." + end + " fetch first " + most
                        + " rows only for update skip locked")
                .setParameter(1, Timestamp.from(before))
                .getResultList();
    }
}
