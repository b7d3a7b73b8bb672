package dev.countersign.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Database;
import dev.countersign.Databases;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A database that answers and takes no changes is of no use. */
class WritableDatabaseTest {

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void whatCanBeWrittenIsNotReadOnly(Database database) {
        assertThat(database.<Boolean>call(WritableDatabase::isReadOnly)).isFalse();
    }

    /** As each transaction is on a standby. H2 has no such transactions. */
    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("postgresql")
    void aReadOnlyTransactionIs(Database database) {
        boolean readOnly = database.call(entities -> {
            entities.createNativeQuery("set transaction read only").executeUpdate();
            return WritableDatabase.isReadOnly(entities);
        });

        assertThat(readOnly).isTrue();
    }

    static Stream<Arguments> postgresql() {
        return Databases.all().skip(1);
    }
}
