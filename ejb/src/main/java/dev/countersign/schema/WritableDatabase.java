package dev.countersign.schema;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;

/** Whether the database takes changes; works inside the caller's transaction. */
public final class WritableDatabase {

    private WritableDatabase() {}

    /**
     * PostgreSQL is read-only as a standby, and where somebody set it so: it says so to whoever asks, and else to the first change. H2 is
     * with a file that it may not write. Throws if the database does not answer.
     */
    public static boolean isReadOnly(EntityManager entities) {
        String question = isPostgresql(entities)
                ? "select current_setting('transaction_read_only')"
                : "select case when readonly() then 'on' else 'off' end";
        Object said = entities.createNativeQuery(question).getSingleResult();
        return said.toString().strip().equals("on");
    }

    private static boolean isPostgresql(EntityManager entities) {
        try {
            return entities.unwrap(Connection.class)
                    .getMetaData()
                    .getDatabaseProductName()
                    .equals("PostgreSQL");
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not say what it is", e);
        }
    }
}
