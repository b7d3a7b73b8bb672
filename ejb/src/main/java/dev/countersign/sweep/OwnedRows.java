package dev.countersign.sweep;

import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;

/**
 * Rows that are removed some time after their end once what they belong to is over. Nearly all rows of such a table stay, so they are
 * found from their owners, which are fewer. Works inside the caller's transaction.
 *
 * @param table of the rows {@code r}
 * @param owner column that refers to the owner, the first of an index
 * @param end column of the time that a row is over
 * @param owners table of the owners {@code o}, with the primary key {@code id}
 * @param condition in SQL, about the row and its owner
 */
public record OwnedRows(String table, String owner, String end, String owners, String condition) {

    /** Of so many owners at a time. */
    private static final int OWNERS = 50;

    /**
     * Removes all that were over before, of some owners.
     *
     * @return how many rows; none where there is nothing left to be removed
     */
    public int remove(EntityManager entities, Instant before) {
        List<?> found = entities.createNativeQuery("select o.id from " + owners + " o where exists (select 1 from "
                        + table + " r where r." + owner + " = o.id and r." + end + " < ?1 and " + condition
                        + ") fetch first " + OWNERS + " rows only")
                .setParameter(1, Timestamp.from(before))
                .getResultList();
        if (found.isEmpty()) {
            return 0;
        }
        Query delete = entities.createNativeQuery("delete from " + table + " r where r." + owner + " in ("
                + Keys.places(found) + ") and r." + end + " < ?" + (found.size() + 1) + " and exists (select 1 from "
                + owners
                + " o where o.id = r." + owner + " and " + condition + ")");
        Keys.set(delete, found);
        delete.setParameter(found.size() + 1, Timestamp.from(before));
        return delete.executeUpdate();
    }
}
