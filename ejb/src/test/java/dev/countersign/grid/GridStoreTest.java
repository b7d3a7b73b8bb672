package dev.countersign.grid;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.Database;
import dev.countersign.Databases;
import dev.countersign.sweep.Batches;
import dev.countersign.sweep.RowPlace;
import dev.countersign.sweep.Walked;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is tidied of cards, so many at a time. */
class GridStoreTest {

    private static final Database DATABASE = Databases.empty("grid-store");

    private final Beans beans = new Beans(DATABASE);
    private final Instant now = beans.clock().instant();

    @BeforeEach
    void forgetOtherTests() {
        beans.query(entities ->
                entities.createNativeQuery("delete from grid_question").executeUpdate());
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

    /** As long as there are cells, no pair that was answered wrongly is asked for again. */
    @Test
    void whatWasAskedOfCardsIsRemovedADayLaterOnceTheirCellsAreGone() {
        add("wiped", "ACTIVE", now.minusSeconds(1));
        wipe(1000);
        add("good", "ACTIVE", now);
        ask("wiped", now.minusSeconds(1));
        ask("wiped", now.minusSeconds(2));
        ask("wiped", now);
        ask("good", now.minus(Duration.ofDays(365)));

        assertThat(removeQuestions(RowPlace.START)).isEqualTo(new Walked(2, Optional.empty()));
        assertThat(removeQuestions(RowPlace.START)).isEqualTo(new Walked(0, Optional.empty()));
    }

    /** Cards are looked at once a night, whether questions of theirs go or not, and each question that may go does. */
    @Test
    void aPieceBeginsBehindTheCardsThatTheOneBeforeLookedAt() {
        for (int i = 0; i < 1_001; i++) {
            add("card-" + (1_000 + i), "ACTIVE", now.plusSeconds(1));
        }
        ask("card-1000", now.minusSeconds(1));
        ask("card-1500", now.minusSeconds(1));
        ask("card-2000", now.minusSeconds(1));
        wipeAll();

        List<Walked> pieces = walk();

        assertThat(pieces).extracting(Walked::removed).containsExactly(1, 1, 1);
        assertThat(pieces)
                .extracting(piece -> piece.next().map(RowPlace::key))
                .containsExactly(Optional.of("card-1499"), Optional.of("card-1999"), Optional.empty());
    }

    /** A statement that removes of all that were looked at would take too long where many have ended. */
    @Test
    void aPieceRemovesOfFewerCardsThanItLooksAt() {
        for (int i = 0; i < 51; i++) {
            add("card-" + (1_000 + i), "ACTIVE", now.plusSeconds(1));
            ask("card-" + (1_000 + i), now.minusSeconds(1));
        }
        wipeAll();

        List<Walked> pieces = walk();

        assertThat(pieces).extracting(Walked::removed).containsExactly(50, 1);
    }

    private void wipeAll() {
        beans.query(entities -> entities.createNativeQuery("update grid_card set cells_sealed = null")
                .executeUpdate());
    }

    private List<Walked> walk() {
        List<Walked> pieces = new ArrayList<>();
        Batches.walk(from -> {
            Walked piece = removeQuestions(from);
            pieces.add(piece);
            return piece;
        });
        return pieces;
    }

    private Walked removeQuestions(RowPlace from) {
        return beans.<GridStore, Walked>call(GridStore.class, store -> store.removeQuestionsOfWiped(from, now));
    }

    private void ask(String card, Instant at) {
        beans.query(entities -> entities.createNativeQuery(
                        "insert into grid_question (id, card_id, subject, turn, first_cell, second_cell, created_at)"
                                + " values (?1, ?2, ?1, 0, 1, 2, ?3)")
                .setParameter(1, UUID.randomUUID().toString())
                .setParameter(2, card)
                .setParameter(3, Timestamp.from(at))
                .executeUpdate());
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
