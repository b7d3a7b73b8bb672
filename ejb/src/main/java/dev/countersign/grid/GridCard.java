package dev.countersign.grid;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.OwnedFactor;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An online grid card. One pair of cells waits for an answer at a time, whoever asks: who begins one login after another is asked for
 * the same cells. Callers hold the lock of the user while they change it.
 */
@Entity
@Table(name = "grid_card")
class GridCard {

    @Id
    private String id;

    @Column(name = "user_id")
    private long userId;

    private String serial;

    @Enumerated(EnumType.STRING)
    private GridState state;

    @Column(name = "cells_sealed")
    private @Nullable String cellsSealed;

    @Column(name = "used_cells")
    private String usedCells;

    @Column(name = "first_cell")
    private @Nullable Integer firstCell;

    @Column(name = "second_cell")
    private @Nullable Integer secondCell;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "activated_at")
    private @Nullable Instant activatedAt;

    @Column(name = "expires_at")
    private @Nullable Instant expiresAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected GridCard() {}

    GridCard(long userId, String serial, GridCells cells, Secrets secrets, Instant now) {
        this.id = UUID.randomUUID().toString();
        this.userId = userId;
        this.serial = serial;
        this.state = GridState.SHOWN;
        this.usedCells = UsedCells.NONE.text();
        this.createdAt = now;
        this.cellsSealed = secrets.seal(Purpose.GRID_CELLS, id, cells.text());
    }

    /** The pair that waits for an answer; empty if one has to be drawn. */
    Optional<CellPair> waiting() {
        return firstCell == null || secondCell == null
                ? Optional.empty()
                : Optional.of(new CellPair(firstCell, secondCell));
    }

    /** Has a pair wait for an answer. */
    void ask(CellPair pair) {
        firstCell = pair.first();
        secondCell = pair.second();
    }

    /** The pair that waits was answered, rightly or not: it is asked for no more. */
    void answered(CellPair pair) {
        usedCells = used().with(pair).text();
        firstCell = null;
        secondCell = null;
    }

    UsedCells used() {
        return new UsedCells(usedCells);
    }

    /** Whether what was typed stands in the cells of the pair; nothing does on a card that was ended. */
    boolean shows(CellPair pair, String typed, Secrets secrets) {
        return cellsSealed != null
                && new GridCells(secrets.open(Purpose.GRID_CELLS, id, cellsSealed)).match(pair, typed);
    }

    /** It opens logins from now on. */
    void activate(Instant now, Instant end) {
        state = GridState.ACTIVE;
        activatedAt = now;
        expiresAt = end;
    }

    /** Another takes its place; its cells are gone for good. */
    void end() {
        state = GridState.ENDED;
        cellsSealed = null;
    }

    /** Whether nobody has typed any of its cells yet. */
    boolean isShown() {
        return state == GridState.SHOWN;
    }

    boolean isUsable(Instant now) {
        return state == GridState.ACTIVE && expiresAt != null && now.isBefore(expiresAt);
    }

    /** Whether it was its time that ended it. */
    boolean hasLapsed(Instant now) {
        return state == GridState.ACTIVE && !isUsable(now);
    }

    String id() {
        return id;
    }

    long userId() {
        return userId;
    }

    String serial() {
        return serial;
    }

    FactorRef ref() {
        return new FactorRef(FactorKind.ONLINE_GRID_CARD, id);
    }

    OwnedFactor owned() {
        return new OwnedFactor(
                ref(), serial, Optional.ofNullable(activatedAt), Optional.empty(), Optional.ofNullable(expiresAt));
    }

    /** As its user sees it. */
    OwnGridCard own() {
        if (activatedAt == null || expiresAt == null) {
            throw new IllegalStateException("card " + id + " was never active");
        }
        return new OwnGridCard(id, serial, activatedAt, expiresAt);
    }
}
