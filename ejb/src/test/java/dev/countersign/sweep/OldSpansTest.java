package dev.countersign.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Database;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is removed of what is over, span by span; long before the nonces of other tests. */
class OldSpansTest {

    private static final Instant END = Instant.parse("2012-01-01T00:00:00Z");

    private final OldSpans spans = new OldSpans("used_nonce", "expires_at", 1);
    private final String client = UUID.randomUUID().toString();

    @ParameterizedTest
    @MethodSource("dev.countersign.Databases#all")
    void aSpanIsRemovedAtATimeTheOldestFirst(Database database) {
        add(database, "a", END.minusSeconds(200));
        add(database, "b", END.minusSeconds(141));
        add(database, "c", END.minusSeconds(140));
        add(database, "d", END.minusSeconds(1));
        add(database, "e", END);

        assertThat(remove(database)).isEqualTo(2);
        assertThat(remove(database)).isEqualTo(1);
        assertThat(remove(database)).as("within a span, and not over").isEqualTo(1);
        assertThat(remove(database)).isZero();
        assertThat(rows(database)).isEqualTo(1);
        database.run(entities -> spans.remove(entities, END.plusSeconds(1)));
    }

    private int remove(Database database) {
        return database.call(entities -> spans.remove(entities, END));
    }

    private void add(Database database, String hash, Instant end) {
        database.run(entities -> entities.createNativeQuery(
                        "insert into used_nonce (client, nonce_hash, expires_at) values (?1, ?2, ?3)")
                .setParameter(1, client)
                .setParameter(2, hash)
                .setParameter(3, Timestamp.from(end))
                .executeUpdate());
    }

    private long rows(Database database) {
        return database.call(
                entities -> ((Number) entities.createNativeQuery("select count(*) from used_nonce where client = ?1")
                                .setParameter(1, client)
                                .getSingleResult())
                        .longValue());
    }
}
