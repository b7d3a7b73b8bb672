package dev.countersign;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.provider.Arguments;

/** The databases that the product runs on, each once for all persistence tests of this module. */
public final class Databases {

    /** Leaves PostgreSQL out, for runs that start many JVMs. */
    private static final boolean EMBEDDED_ONLY = Boolean.getBoolean("countersign.test.embedded-only");

    private Databases() {}

    /** For {@code MethodSource}. */
    public static Stream<Arguments> all() {
        Stream<Arguments> embedded = Stream.of(Arguments.of(Named.of("H2", embedded())));
        return EMBEDDED_ONLY
                ? embedded
                : Stream.concat(embedded, Stream.of(Arguments.of(Named.of("PostgreSQL", Server.POSTGRESQL))));
    }

    /** The database in this JVM's memory. */
    public static Database embedded() {
        return Embedded.H2;
    }

    /** A further database in this JVM's memory, whose locks are waited for a tenth of a second. */
    public static Database impatient(String name) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=100;OPTIMIZE_REUSE_RESULTS=FALSE");
        return new Database(source);
    }

    /** Whether a transaction waits for a lock of another. */
    public static boolean isAnybodyWaiting(Database database) {
        String waiting = database == embedded()
                ? "select count(*) from information_schema.sessions where blocker_id is not null"
                : "select count(*) from pg_stat_activity where wait_event_type = 'Lock'";
        return database.call(
                entities -> ((Number) entities.createNativeQuery(waiting).getSingleResult()).longValue() > 0);
    }

    private static final class Embedded {
        static final Database H2 = empty("countersign");
    }

    private static final class Server {
        static final EmbeddedPostgres ENGINE = postgresql();
        static final Database POSTGRESQL = new Database(ENGINE.getPostgresDatabase());
    }

    /** A further database of PostgreSQL, without any schema. */
    public static DataSource bare(String name) {
        try (Connection connection = Server.ENGINE.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name);
            return Server.ENGINE.getDatabase("postgres", name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A further database in this JVM's memory, with nothing in it. */
    public static Database empty(String name) {
        return new Database(source(name));
    }

    /** The same of which is told what it is asked. */
    public static Database watched(String name, Statements statements) {
        return new Database(statements.of(source(name)));
    }

    private static DataSource source(String name) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=10000;OPTIMIZE_REUSE_RESULTS=FALSE");
        return source;
    }

    private static EmbeddedPostgres postgresql() {
        try {
            return EmbeddedPostgres.builder()
                    .setPGStartupWait(Duration.ofMinutes(2))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL did not start", e);
        }
    }
}
