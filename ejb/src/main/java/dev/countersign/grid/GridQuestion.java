package dev.countersign.grid;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A pair of cells that a login or a confirmation asked for. */
@Entity
@Table(name = "grid_question")
class GridQuestion {

    @Id
    private String id;

    @Column(name = "card_id")
    private String cardId;

    @SuppressWarnings("UnusedVariable") // read by queries
    private String subject;

    private int turn;

    @Column(name = "first_cell")
    private int firstCell;

    @Column(name = "second_cell")
    private int secondCell;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "burnt_at")
    private @Nullable Instant burntAt;

    @SuppressWarnings("NullAway.Init")
    protected GridQuestion() {}

    /**
     * What a subject asks for.
     *
     * @param turn how many it asked for before
     */
    GridQuestion(GridCard card, CellPair pair, String subject, int turn, Instant now) {
        this.id = UUID.randomUUID().toString();
        this.cardId = card.id();
        this.subject = subject;
        this.turn = turn;
        this.firstCell = pair.first();
        this.secondCell = pair.second();
        this.createdAt = now;
    }

    boolean isOf(GridCard card) {
        return cardId.equals(card.id());
    }

    int turn() {
        return turn;
    }

    CellPair pair() {
        return new CellPair(firstCell, secondCell);
    }

    /** It was answered wrongly; the card asks for this pair never again. */
    void burn(Instant now) {
        burntAt = now;
    }
}
