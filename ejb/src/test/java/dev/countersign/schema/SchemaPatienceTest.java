package dev.countersign.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** For what a migration comes back instead of ending the start. */
class SchemaPatienceTest {

    /** A deadlock is resolved at the cost of either side, of a step as well as of the dump. */
    @ParameterizedTest
    @ValueSource(strings = {"55P03", "40P01"})
    void aTableThatSomebodyHolds(String state) {
        assertThat(SchemaMigration.isLocked(refusedWith(state))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"42P01", "57014", "40001", "08006"})
    void andNothingElse(String state) {
        assertThat(SchemaMigration.isLocked(refusedWith(state))).isFalse();
        assertThat(SchemaMigration.isLocked(new FlywayException("no cause"))).isFalse();
        assertThat(SchemaMigration.isLocked(new FlywayException("no state", new SQLException("none"))))
                .isFalse();
    }

    /** Flyway's own patience of 50 seconds is shorter than some steps. */
    @Test
    void aServerThatMigratesIsWaitedForWithoutEnd() {
        assertThat(SchemaMigration.configuration().getLockRetryCount()).isEqualTo(-1);
    }

    private static FlywayException refusedWith(String state) {
        return new FlywayException("step", new FlywayException("statement", new SQLException("refused", state)));
    }
}
