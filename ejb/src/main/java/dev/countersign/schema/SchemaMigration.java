package dev.countersign.schema;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.flywaydb.core.api.exception.FlywayValidateException;

/** Brings a database to the schema of this version. Safe to run on several nodes at once: Flyway locks its history, and the others wait. */
public final class SchemaMigration {

    private SchemaMigration() {}

    /** With pauses of 1, 2, 4, 8 and then 10 seconds: a minute and a quarter for a database that starts beside the server. */
    private static final int RETRIES = 10;

    private static final int LONGEST_PAUSE_SECONDS = 10;

    /** Another pause than Flyway's, for a table that somebody holds: about six minutes. */
    private static final int TURNS = 50;

    private static final Duration TURN_PAUSE = Duration.ofSeconds(5);

    /** PostgreSQL: lock_not_available, and deadlock_detected, where it was this side that had to give way. */
    private static final Set<String> LOCKED = Set.of("55P03", "40P01");

    /** As long as it takes: another server that migrates now may rebuild a large table. */
    private static final int UNTIL_THE_OTHER_IS_DONE = -1;

    private static final System.Logger LOG = System.getLogger(SchemaMigration.class.getName());

    /**
     * Applies what is missing. Waits for a database that is not there yet, and for tables that others hold.
     *
     * @param dataSource PostgreSQL 15+ or H2
     * @throws NewerSchemaException if a newer version of the product, or a hand, has changed the schema
     * @throws FlywayException if the database cannot be reached, or a step fails
     */
    public static void apply(DataSource dataSource) {
        apply(dataSource, SchemaMigration::pause);
    }

    /** The same, with what is done between two tries to get at a table. */
    static void apply(DataSource dataSource, Runnable pause) {
        migrate(
                configuration()
                        .dataSource(new PatientConnections(dataSource))
                        .connectRetries(RETRIES)
                        .connectRetriesInterval(LONGEST_PAUSE_SECONDS),
                pause);
    }

    /** The same over connections of its own, for commands outside the server; they do not wait for the database. */
    public static void apply(String jdbcUrl, String user, String password) {
        DataSource own = configuration().dataSource(jdbcUrl, user, password).getDataSource();
        migrate(configuration().dataSource(new PatientConnections(own)), SchemaMigration::pause);
    }

    static FluentConfiguration configuration() {
        return Flyway.configure(SchemaMigration.class.getClassLoader())
                .lockRetryCount(UNTIL_THE_OTHER_IS_DONE)
                .locations("classpath:db/migration")
                .ignoreMigrationPatterns(new String[0]);
    }

    /** A step that does not get its table is rolled back whole and tried again; those before it stay. */
    private static void migrate(FluentConfiguration configuration, Runnable pause) {
        LOG.log(
                System.Logger.Level.INFO,
                "The schema is brought to the one of this version; while another server or a command changes it, this one waits");
        for (int turn = 1; !isMigrated(configuration, turn == TURNS); turn++) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "A table that the schema's next step changes is held by another transaction, such as a dump; it is tried again");
            pause.run();
        }
    }

    /** False where a table was held and it is not the last turn. */
    private static boolean isMigrated(FluentConfiguration configuration, boolean last) {
        try {
            configuration.load().migrate();
            return true;
        } catch (FlywayValidateException e) {
            throw new NewerSchemaException(e);
        } catch (FlywayException e) {
            if (last || !isLocked(e)) {
                throw e;
            }
            return false;
        }
    }

    static boolean isLocked(Throwable fault) {
        boolean found = false;
        for (Throwable cause = fault; cause != null && !found; cause = cause.getCause()) {
            found = cause instanceof SQLException refused
                    && LOCKED.contains(Objects.requireNonNullElse(refused.getSQLState(), ""));
        }
        return found;
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(TURN_PAUSE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}
