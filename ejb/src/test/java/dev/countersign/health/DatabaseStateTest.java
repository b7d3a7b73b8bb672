package dev.countersign.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What an operator reads of a database that no login can be written to. */
class DatabaseStateTest {

    @Test
    void namesWhatIsWrong() {
        assertThat(DatabaseState.WRITABLE.fault()).isEmpty();
        assertThat(DatabaseState.READ_ONLY.fault()).contains("read-only");
        assertThat(DatabaseState.SILENT.fault()).contains("does not answer");
    }
}
