package dev.countersign.grid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Databases;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What is tidied of cards, so many at a time. */
class GridStoreTest {

    private final Beans beans = new Beans(Databases.empty("grid-store"));
    private final Instant now = beans.clock().instant();

    @Test
    void cellsAreWipedAndCardsRemovedSoManyAtATime() {
        for (int i = 0; i < 3; i++) {
            add("expired-" + i, "ACTIVE", now.minusSeconds(1));
            add("shown-" + i, "SHOWN", now.plusSeconds(1));
        }
        add("good", "ACTIVE", now);

        assertThat(wipe(2)).isEqualTo(2);
        assertThat(wipe(2)).isEqualTo(1);
        assertThat(wipe(2)).isZero();
        assertThat(count("cells_sealed is null")).isEqualTo(3);
        assertThat(removeShown(2)).isEqualTo(2);
        assertThat(removeShown(2)).isEqualTo(1);
        assertThat(count("1 = 1")).isEqualTo(4);
    }

    private int wipe(int most) {
        return beans.call(GridStore.class, store -> store.forgetExpired(now, most));
    }

    private int removeShown(int most) {
        return beans.call(GridStore.class, store -> store.removeShown(now, most));
    }

    private long count(String condition) {
        return beans.query(
                entities -> ((Number) entities.createNativeQuery("select count(*) from grid_card where " + condition)
                                .getSingleResult())
                        .longValue());
    }

    private void add(String id, String state, Instant end) {
        beans.query(entities -> entities.createNativeQuery(
                        "insert into grid_card (id, serial, state, cells_sealed, used_cells, created_at, expires_at, version)"
                                + " values (?1, ?1, ?2, 'sealed', '', ?3, ?4, 1)")
                .setParameter(1, id)
                .setParameter(2, state)
                .setParameter(3, Timestamp.from(now.minus(Duration.ofDays(1))))
                .setParameter(4, Timestamp.from(end))
                .executeUpdate());
    }
}
