package dev.countersign.operator;

import static dev.countersign.operator.OperatorKind.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.operator.OperatorCommand.Call;
import dev.countersign.schema.CommandDatabase;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be typed, and what is said of what cannot be done. */
class OperatorCommandTest {

    private static final String URL = "jdbc:h2:mem:operator-command;DB_CLOSE_DELAY=-1";

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);

    @Test
    void theDaysMayStandAnywhere() {
        Optional<Duration> week = Optional.of(Duration.ofDays(7));

        assertThat(parse("create --days 7 ann bob")).contains(new Call("create", List.of("ann", "bob"), week, ALL));
        assertThat(parse("renew ann --days 7")).contains(new Call("renew", List.of("ann"), week, ALL));
        assertThat(parse("create --days 3650 ann")).isPresent();
    }

    @Test
    void withoutDaysATokenHasNoEnd() {
        assertThat(parse("create ann")).contains(new Call("create", List.of("ann"), Optional.empty(), ALL));
        assertThat(parse("remove ann bob")).contains(new Call("remove", List.of("ann", "bob"), Optional.empty(), ALL));
        assertThat(parse("list")).contains(new Call("list", List.of(), Optional.empty(), ALL));
    }

    @Test
    void anOperatorMayBeMadeForOneThing() {
        assertThat(parse("create --for introspect ann"))
                .contains(new Call("create", List.of("ann"), Optional.empty(), OperatorKind.INTROSPECT));
        assertThat(parse("create --days 7 ann --for metrics"))
                .contains(new Call("create", List.of("ann"), Optional.of(Duration.ofDays(7)), OperatorKind.METRICS));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "create",
                "drop ann",
                "create Ann",
                "create a",
                "create ann --days",
                "create ann --days 0",
                "create ann --days 3651",
                "create ann --days -1",
                "create ann --days 1.5",
                "create --days 7",
                "create ann --days 7 --days 8",
                "remove ann --days 7",
                "create ann --for",
                "create ann --for all",
                "create ann --for users",
                "create ann --for METRICS",
                "create ann --for metrics --for introspect",
                "create ann --for metrics --for",
                "create ann --for --days 7",
                "renew ann --for metrics",
                "remove ann --for metrics",
                "remove",
                "list ann"
            })
    void anythingElseIsAnsweredByTheUsage(String words) {
        assertThat(parse(words)).isEmpty();
    }

    @Test
    void aNameThatIsTakenIsNamedAndTheOthersAreMade() {
        assertThat(run(URL, "create ann")).isTrue();
        assertThat(run(URL, "create bob ann kim")).isFalse();

        assertThat(said()).contains("There is an operator ann already").doesNotContain("23505");
        assertThat(run(URL, "remove bob kim ann")).isTrue();
    }

    @Test
    void aDatabaseThatIsAwayIsASentence() {
        assertThat(run("jdbc:h2:tcp://127.0.0.1:1/none", "list")).isFalse();

        assertThat(said()).contains("Nothing was done: ");
    }

    @Test
    void aNewerSchemaIsASentence() throws SQLException {
        String url = "jdbc:h2:mem:operator-command-newer;DB_CLOSE_DELAY=-1";
        assertThat(run(url, "list")).isTrue();
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update \"flyway_schema_history\" set \"checksum\" = 1 where \"version\" = '1'");
        }

        assertThat(run(url, "list")).isFalse();

        assertThat(said()).contains("Nothing was done. The schema of the database is newer");
    }

    private boolean run(String url, String words) {
        return OperatorCommand.run(parse(words).orElseThrow(), new CommandDatabase(url, "sa", ""), out, out);
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private static Optional<Call> parse(String words) {
        return Call.parse(words.isEmpty() ? List.of() : List.of(words.split(" ", -1)));
    }
}
