package dev.countersign.schema;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** Brings a database to the schema of this version. Safe to run on several nodes at once: Flyway locks its history. */
public final class SchemaMigration {

    private SchemaMigration() {}

    /**
     * Applies what is missing.
     *
     * @param dataSource PostgreSQL 15+ or H2
     * @throws org.flywaydb.core.api.FlywayException if the database cannot be reached, is newer, or was changed by hand
     */
    public static void apply(DataSource dataSource) {
        migrate(configuration().dataSource(new PatientConnections(dataSource)));
    }

    /** The same over connections of its own, for commands outside the server. */
    public static void apply(String jdbcUrl, String user, String password) {
        migrate(configuration().dataSource(jdbcUrl, user, password));
    }

    private static FluentConfiguration configuration() {
        return Flyway.configure(SchemaMigration.class.getClassLoader()).locations("classpath:db/migration");
    }

    private static void migrate(FluentConfiguration configuration) {
        configuration.load().migrate();
    }
}
