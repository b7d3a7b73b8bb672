package dev.countersign.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Database;
import dev.countersign.Databases;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A database that answers and takes no changes is of no use, and is named as what is wrong. */
class DatabaseProbeTest {

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void whatCanBeWrittenIsUp(Database database) {
        assertThat(database.<DatabaseState>call(DatabaseProbe::ask)).isEqualTo(DatabaseState.WRITABLE);
        assertThat(DatabaseState.WRITABLE.fault()).isEmpty();
    }

    /** As each transaction is on a standby. H2 has no such transactions. */
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("postgresql")
    void aReadOnlyTransactionIsNot(Database database) {
        DatabaseState said = database.call(entities -> {
            entities.createNativeQuery("set transaction read only").executeUpdate();
            return DatabaseProbe.ask(entities);
        });

        assertThat(said).isEqualTo(DatabaseState.READ_ONLY);
        assertThat(said.fault()).contains("read-only");
    }

    static Stream<Arguments> postgresql() {
        return Databases.all().skip(1);
    }
}
