package dev.countersign.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.flywaydb.core.api.FlywayException;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A database is brought up to this version, and never taken for one of it. */
class SchemaMigrationTest {

    @Test
    void whatIsUpToDateStaysAsItIs() throws SQLException {
        String url = migrated("uptodate");

        SchemaMigration.apply(url, "sa", "");

        assertThat(ask(url, "select count(*) from \"flyway_schema_history\" where not \"success\""))
                .isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "newer | insert into \"flyway_schema_history\" select \"installed_rank\" + 1, '9999', 'later', 'SQL', 'V9999__later.sql',"
                        + " 1, 'sa', current_timestamp, 1, true from \"flyway_schema_history\" order by \"installed_rank\" desc limit 1",
                "changed | update \"flyway_schema_history\" set \"checksum\" = 1 where \"version\" = '1'",
            })
    void aSchemaOfAnotherVersionIsRefused(String name, String change) throws SQLException {
        String url = migrated(name);
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(change)).isEqualTo(1);
        }
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        source.setUser("sa");

        assertThatExceptionOfType(NewerSchemaException.class)
                .isThrownBy(() -> SchemaMigration.apply(url, "sa", ""))
                .satisfies(refused -> assertThat(refused.sentence()).contains("restore the backup"));
        assertThatThrownBy(() -> SchemaMigration.apply(source)).isInstanceOf(NewerSchemaException.class);
    }

    @Test
    void aCommandDoesNotWaitForADatabaseThatIsNotThere() {
        assertThatThrownBy(() -> SchemaMigration.apply("jdbc:h2:tcp://127.0.0.1:1/none", "sa", ""))
                .isInstanceOf(FlywayException.class);
    }

    @Test
    void aServerWaitsForADatabaseThatStartsBesideIt() throws SQLException {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:migration-late;DB_CLOSE_DELAY=-1");
        AtomicBoolean away = new AtomicBoolean(true);
        DataSource late = (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (self, called, arguments) -> {
                    if (away.getAndSet(false)) {
                        throw new SQLException("Connection refused");
                    }
                    return called.invoke(source, arguments);
                });

        SchemaMigration.apply(late);

        assertThat(away).isFalse();
        try (Connection connection = source.getConnection();
                ResultSet tables = connection.getMetaData().getTables(null, null, "LOGIN_USER", null)) {
            assertThat(tables.next()).isTrue();
        }
    }

    private static String migrated(String name) {
        String url = "jdbc:h2:mem:migration-" + name + ";DB_CLOSE_DELAY=-1";
        SchemaMigration.apply(url, "sa", "");
        return url;
    }

    private static int ask(String url, String question) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
