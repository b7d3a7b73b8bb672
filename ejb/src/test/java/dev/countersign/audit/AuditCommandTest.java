package dev.countersign.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the command does with a database. */
class AuditCommandTest {

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    /** 59 has no column for cards that have to be found again. */
    @ParameterizedTest
    @ValueSource(strings = {"59", "latest"})
    void aBackupOfAnEarlierVersionIsDeclaredToo(String version) {
        String url = "jdbc:h2:mem:restored-of-" + version + ";DB_CLOSE_DELAY=-1";
        Flyway.configure()
                .dataSource(url, "sa", "sa")
                .locations("classpath:db/migration")
                .target(version)
                .load()
                .migrate();

        assertThat(restored(url)).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8))
                .startsWith("The epoch of the audit chain was raised.")
                .contains("/api/v1/admin/signing-keys");
    }

    @Test
    void withoutADatabaseTheCallIsWrong() {
        assertThat(restored("")).isEqualTo(2);
    }

    private int restored(String url) {
        return AuditCommand.restored(
                Map.of("COUNTERSIGN_DB_URL", url), new PrintStream(said, true, StandardCharsets.UTF_8));
    }
}
