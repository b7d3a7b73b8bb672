package dev.countersign.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Database;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** PostgreSQL makes no index for a reference, and reads the table that refers from end to end for each row that goes. */
class ForeignKeysTest {

    /** Of these tables no row is ever removed. */
    private static final String KEPT = "('login_user', 'installation', 'enrolment', 'identity_check')";

    @ParameterizedTest(allowZeroInvocations = true)
    @MethodSource("dev.countersign.schema.WritableDatabaseTest#postgresql")
    void whatRefersToRowsThatAreRemovedIsFoundByAnIndex(Database database) {
        List<?> unindexed = database.call(
                entities -> entities.createNativeQuery("select r.conname from pg_constraint r where r.contype = 'f'"
                                + " and cast(cast(r.confrelid as regclass) as text) not in " + KEPT
                                + " and not exists (select 1 from pg_index i where i.indrelid = r.conrelid"
                                + " and i.indkey[0] = r.conkey[1] and i.indpred is null)")
                        .getResultList());

        assertThat(unindexed).isEmpty();
    }
}
