package dev.countersign.sweep;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Rows that are removed some time after their end once what they belong to is over. Nearly all rows of such a table stay, so they are
 * found from their owners, which are fewer, in the order of their keys. Works inside the caller's transaction.
 *
 * @param table of the rows {@code r}
 * @param owner column that refers to the owner, the first of an index
 * @param end column of the time that a row is over
 * @param owners table of the owners {@code o}, with the primary key {@code id}
 * @param condition in SQL, about the row and its owner
 */
public record OwnedRows(String table, String owner, String end, String owners, String condition) {

    /** Looks at so many owners at a time. */
    private static final int SEEN = 500;

    /** Removes rows of so many owners at a time. */
    private static final int OWNERS = 50;

    /** Removes all that were over before, of some owners from a place on. */
    public Walked remove(EntityManager entities, RowPlace from, Instant before) {
        List<String> seen = keys(entities.createNativeQuery("select o.id from " + owners
                        + " o where o.id > ?1 order by o.id fetch first " + SEEN + " rows only")
                .setParameter(1, from.key()));
        if (seen.isEmpty()) {
            return new Walked(0, Optional.empty());
        }
        String last = seen.get(seen.size() - 1);
        List<String> found = keys(entities.createNativeQuery("select o.id from " + owners
                        + " o where o.id > ?1 and o.id <= ?2 and exists (select 1 from " + table + " r where r." + owner
                        + " = o.id and r." + end + " < ?3 and " + condition + ") order by o.id fetch first " + OWNERS
                        + " rows only")
                .setParameter(1, from.key())
                .setParameter(2, last)
                .setParameter(3, Timestamp.from(before)));
        int removed = found.isEmpty() ? 0 : delete(entities, found, before);
        if (found.size() == OWNERS) {
            return new Walked(removed, Optional.of(RowPlace.behind(found.get(OWNERS - 1))));
        }
        return new Walked(removed, Optional.of(RowPlace.behind(last)).filter(place -> seen.size() == SEEN));
    }

    private static List<String> keys(Query query) {
        List<?> keys = query.getResultList();
        return keys.stream().map(Object::toString).toList();
    }

    private int delete(EntityManager entities, List<String> found, Instant before) {
        Query delete = entities.createNativeQuery("delete from " + table + " r where r." + owner + " in ("
                + Keys.places(found) + ") and r." + end + " < ?" + (found.size() + 1) + " and exists (select 1 from "
                + owners
                + " o where o.id = r." + owner + " and " + condition + ")");
        Keys.set(delete, found);
        delete.setParameter(found.size() + 1, Timestamp.from(before));
        return delete.executeUpdate();
    }
}
