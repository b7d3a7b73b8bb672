package dev.countersign.grid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.Databases;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is tidied of cards, so many at a time. */
class GridStoreTest {

    private static final Database DATABASE = Databases.empty("grid-store");

    private final Beans beans = new Beans(DATABASE);
    private final Instant now = beans.clock().instant();

    @BeforeEach
    void without() {
        beans.query(
                entities -> entities.createNativeQuery("delete from grid_card").executeUpdate());
    }

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

    /** Else each run walks past all that there ever were. */
    @Test
    void aCardIsLookedAtOnceAfterItsEndAndFoundByAnIndex() {
        add("ended", "REVOKED", now.minusSeconds(1));
        beans.query(
                entities -> entities.createNativeQuery("update grid_card set cells_sealed = null where id = 'ended'")
                        .executeUpdate());

        assertThat(wipe(2)).isEqualTo(1);
        assertThat(wipe(2)).isZero();
        assertThat(columnsOfIndexes()).contains("wiped, expires_at", "state, created_at");
    }

    private List<String> columnsOfIndexes() {
        List<?> columns = beans.query(entities -> entities.createNativeQuery(
                        "select lower(listagg(column_name, ', ') within group (order by ordinal_position))"
                                + " from information_schema.index_columns where lower(table_name) = 'grid_card'"
                                + " group by index_name")
                .getResultList());
        return columns.stream().map(Object::toString).toList();
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
