package dev.countersign.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Databases;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** PostgreSQL: a step that changes a table which a dump reads does not have all queries of the table wait behind it. */
@DisabledIfSystemProperty(named = "countersign.test.embedded-only", matches = "true")
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class HeldTableTest {

    /** The step behind it changes audit_entry. */
    private static final String BEFORE = "61";

    private final List<Connection> kept = new ArrayList<>();

    @AfterEach
    void close() throws SQLException {
        for (Connection connection : kept) {
            connection.close();
        }
    }

    @Test
    void aStepLeavesATableThatIsHeldAndComesBack() throws SQLException {
        DataSource source = before();
        AtomicInteger turns = new AtomicInteger();
        try (Connection dump = dump(source)) {
            SchemaMigration.apply(pool(source), () -> {
                turns.incrementAndGet();
                assertThat(ask(source, "select count(*) from audit_entry"))
                        .as("others read meanwhile")
                        .isEqualTo("0");
                end(dump);
            });
        }

        assertThat(turns).hasValue(1);
        assertThat(ask(
                        source,
                        "select character_maximum_length from information_schema.columns"
                                + " where table_name = 'audit_entry' and column_name = 'correlation_id'"))
                .isEqualTo("40");
        for (Connection connection : kept) {
            assertThat(ask(connection, "show lock_timeout")).isEqualTo("0");
        }
    }

    private static DataSource before() {
        DataSource source = Databases.bare("held_table");
        Flyway.configure()
                .locations("classpath:db/migration")
                .target(BEFORE)
                .dataSource(source)
                .load()
                .migrate();
        return source;
    }

    /** As pg_dump holds each table until it ends. */
    private static Connection dump(DataSource source) throws SQLException {
        Connection connection = source.getConnection();
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table audit_entry in access share mode");
        }
        return connection;
    }

    private static void end(Connection dump) {
        try {
            dump.rollback();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its connections go on when they are closed. */
    private DataSource pool(DataSource source) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, called, arguments) -> {
                    Connection connection = source.getConnection();
                    kept.add(connection);
                    return Proxy.newProxyInstance(
                            Connection.class.getClassLoader(),
                            new Class<?>[] {Connection.class},
                            (handle, method, given) -> {
                                try {
                                    return method.getName().equals("close") ? null : method.invoke(connection, given);
                                } catch (InvocationTargetException e) {
                                    throw e.getCause();
                                }
                            });
                });
    }

    private static String ask(DataSource source, String question) {
        try (Connection connection = source.getConnection()) {
            return ask(connection, question);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String ask(Connection connection, String question) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
