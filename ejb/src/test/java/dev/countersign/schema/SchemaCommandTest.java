package dev.countersign.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The command that changes the schema before the servers of a version start. */
class SchemaCommandTest {

    private static final String URL = "jdbc:h2:mem:schema-command;DB_CLOSE_DELAY=-1";

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

    @Test
    void migratesAndSaysSo() throws SQLException {
        assertThat(run(URL, "migrate")).isZero();

        try (Connection connection = DriverManager.getConnection(URL, "sa", "");
                Statement statement = connection.createStatement()) {
            statement.executeQuery("select count(*) from login_user").close();
            statement.executeUpdate("update \"flyway_schema_history\" set \"checksum\" = 1 where \"version\" = '1'");
        }
        assertThat(run(URL, "migrate")).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("restore the backup");
    }

    @Test
    void aDatabaseThatIsAwayIsAFailure() {
        assertThat(run("jdbc:h2:tcp://127.0.0.1:1/none", "migrate")).isEqualTo(1);
    }

    @Test
    void aWrongCallDoesNothing() {
        assertThat(run("", "migrate")).isEqualTo(2);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("COUNTERSIGN_DB_URL");
        assertThat(run(URL, "undo")).isEqualTo(2);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("schema migrate");
    }

    private int run(String url, String word) {
        Map<String, String> environment =
                Map.of("COUNTERSIGN_DB_URL", url, "COUNTERSIGN_DB_USER", "sa", "COUNTERSIGN_DB_PASSWORD", "");
        return SchemaCommand.run(List.of(word), environment, out, out);
    }
}
