package dev.countersign.schema;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Brings a database to the schema of this version. Safe to run on several nodes at once: Flyway locks its history. */
public final class SchemaMigration {

    private SchemaMigration() {}

    /** With pauses of 1, 2, 4, 8 and then 10 seconds: a minute and a quarter for a database that starts beside the server. */
    private static final int RETRIES = 10;

    private static final int LONGEST_PAUSE_SECONDS = 10;

    /**
     * Applies what is missing. Waits for a database that is not there yet.
     *
     * @param dataSource PostgreSQL 15+ or H2
     * @throws NewerSchemaException if a newer version of the product, or a hand, has changed the schema
     * @throws org.flywaydb.core.api.FlywayException if the database cannot be reached, or a step fails
     */
    public static void apply(DataSource dataSource) {
        migrate(configuration()
                .dataSource(new PatientConnections(dataSource))
                .connectRetries(RETRIES)
                .connectRetriesInterval(LONGEST_PAUSE_SECONDS));
    }

    /** The same over connections of its own, for commands outside the server; they do not wait. */
    public static void apply(String jdbcUrl, String user, String password) {
        migrate(configuration().dataSource(jdbcUrl, user, password));
    }

    private static FluentConfiguration configuration() {
        return Flyway.configure(SchemaMigration.class.getClassLoader())
                .locations("classpath:db/migration")
                .ignoreMigrationPatterns(new String[0]);
    }

    private static void migrate(FluentConfiguration configuration) {
        try {
            configuration.load().migrate();
        } catch (FlywayValidateException e) {
            throw new NewerSchemaException(e);
        }
    }
}
