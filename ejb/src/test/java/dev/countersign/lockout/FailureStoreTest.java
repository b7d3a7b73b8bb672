package dev.countersign.lockout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Database;
import dev.countersign.Databases;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is forgotten when all lanes of a subject are, on each database the product runs on. */
@Timeout(60)
class FailureStoreTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final String own = UUID.randomUUID().toString();

    /** A name's hash may have one: it stands for no other character. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void theSubjectIsNoPattern(Database database) {
        Lane meant = Lane.ofStranger(own + "a_b");
        Lane like = Lane.ofStranger(own + "axb");
        Lane longer = Lane.ofStranger(own + "a_bc");
        add(database, meant, like, longer, meant.factor());

        database.run(entities -> new FailureStore(entities).removeAll(meant));

        assertThat(list(database, meant, meant.factor(), like, longer))
                .containsExactlyInAnyOrder(like.id(), longer.id());
    }

    /** While servers are upgraded one after the other. */
    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void recordsWithoutASubjectAreForgottenToo(Database database) {
        Lane meant = Lane.ofStranger(own + "a_b");
        Lane like = Lane.ofStranger(own + "axb");
        add(database, meant, like);
        database.run(
                entities -> entities.createNativeQuery("update failure_record set subject = null where id in (?1, ?2)")
                        .setParameter(1, meant.id())
                        .setParameter(2, like.id())
                        .executeUpdate());

        database.run(entities -> new FailureStore(entities).removeAll(meant));

        assertThat(list(database, meant, like)).containsExactly(like.id());
    }

    @Test
    void theyAreFoundByAnIndex() {
        List<?> first = Databases.embedded()
                .call(entities -> entities.createNativeQuery("select column_name from information_schema.index_columns"
                                + " where lower(table_name) = 'failure_record' and ordinal_position = 1")
                        .getResultList());

        assertThat(first)
                .extracting(column -> column.toString().toLowerCase(Locale.ROOT))
                .contains("subject");
    }

    private static void add(Database database, Lane... lanes) {
        for (Lane lane : lanes) {
            database.run(entities -> new FailureStore(entities).lockRecord(lane, NOW));
        }
    }

    private static List<String> list(Database database, Lane... lanes) {
        return database.call(entities -> new FailureStore(entities)
                .listRecords(lanes).stream()
                        .map(record -> List.of(lanes).stream()
                                .filter(record::isOf)
                                .findFirst()
                                .orElseThrow()
                                .id())
                        .toList());
    }
}
