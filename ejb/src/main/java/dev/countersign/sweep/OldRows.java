package dev.countersign.sweep;

import dev.countersign.time.InstantConverter;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

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
        return delete(entities, lock(entities, before, most));
    }

    /** The same of {@link #look}. */
    public Walked remove(EntityManager entities, RowPlace from, Instant before, int most) {
        SeenRows seen = look(entities, from, before, most);
        return seen.removed(delete(entities, seen.keys()));
    }

    private int delete(EntityManager entities, List<?> keys) {
        if (keys.isEmpty()) {
            return 0;
        }
        Query delete = entities.createNativeQuery(
                "delete from " + table + " where " + key + " in (" + Keys.places(keys) + ")");
        Keys.set(delete, keys);
        return delete.executeUpdate();
    }

    /**
     * Looks at so many rows whose time was over before, from a place on, and locks those that may go. For tables of which many rows stay:
     * who always began with the oldest would look at those again and again, and come no further once they are many.
     */
    public SeenRows look(EntityManager entities, RowPlace from, Instant before, int most) {
        List<?> seen = entities.createNativeQuery("select o." + key + ", o." + end + " from " + table + " o where o."
                        + end + " >= ?1 and o." + end + " < ?2 and (o." + end + " > ?3 or o." + key
                        + " > ?4) order by o." + end + ", o." + key + " fetch first " + most + " rows only")
                .setParameter(1, Timestamp.from(from.end()))
                .setParameter(2, Timestamp.from(before))
                .setParameter(3, Timestamp.from(from.end()))
                .setParameter(4, from.key())
                .getResultList();
        if (seen.isEmpty()) {
            return new SeenRows(List.of(), Optional.empty());
        }
        List<String> keys =
                seen.stream().map(row -> ((Object[]) row)[0].toString()).toList();
        Object last = ((Object[]) seen.get(seen.size() - 1))[1];
        Instant reached = Objects.requireNonNull(new InstantConverter().convertToEntityAttribute(last));
        return new SeenRows(
                lock(entities, keys, before),
                seen.size() < most ? Optional.empty() : Optional.of(new RowPlace(reached, keys.get(keys.size() - 1))));
    }

    private List<?> lock(EntityManager entities, List<String> keys, Instant before) {
        Query free = entities.createNativeQuery("select o." + key + " from " + table + " o where o." + key + " in ("
                + Keys.places(keys) + ") and o." + end + " < ?" + (keys.size() + 1) + " and " + condition
                + " for update skip locked");
        Keys.set(free, keys);
        free.setParameter(keys.size() + 1, Timestamp.from(before));
        return free.getResultList();
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
