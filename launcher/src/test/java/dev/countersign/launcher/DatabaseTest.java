package dev.countersign.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatabaseTest {

    private static final Path FOLDER = Path.of("/var/product/data");

    @Test
    void isAFileInTheFolderUnlessTheEnvironmentNamesAnother() {
        Database database = Database.of(Map.of(), FOLDER);

        assertThat(database.kind()).isEqualTo("h2");
        assertThat(database.url())
                .isEqualTo("jdbc:h2:file:/var/product/data/countersign"
                        + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=10000;OPTIMIZE_REUSE_RESULTS=FALSE");
        assertThat(database.isElsewhere(Path.of("/var/product"))).isFalse();
    }

    @Test
    void takesPostgresqlFromTheEnvironment() {
        Map<String, String> environment = Map.of(
                "COUNTERSIGN_DB_URL", "jdbc:postgresql://127.0.0.1/countersign",
                "COUNTERSIGN_DB_USER", "countersign",
                "COUNTERSIGN_DB_PASSWORD", "kept secret");

        Database database = Database.of(environment, FOLDER);

        assertThat(database.environment())
                .containsAllEntriesOf(environment)
                .containsEntry("COUNTERSIGN_DB_KIND", "postgresql");
        assertThat(database.isElsewhere(Path.of("/var/product"))).isTrue();
    }

    @Test
    void hidesThePassword() {
        assertThat(new Database("postgresql", "jdbc:postgresql:x?password=kept", "u", "kept"))
                .asString()
                .doesNotContain("kept");
    }
}
