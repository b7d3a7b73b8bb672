package dev.countersign.grid;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.factor.TypedCode;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A grid card: one that its user printed, for some days, or a plastic one of the stock. One pair of cells waits for an answer at a time,
 * whoever asks: who begins one login after another is asked for the same cells. Callers hold the lock of the user while they change it.
 */
@Entity
@Table(name = "grid_card")
class GridCard {

    @Id
    private String id;

    @Enumerated(EnumType.STRING)
    private FactorKind kind;

    @Column(name = "batch_id")
    private @Nullable String batchId;

    @Column(name = "user_id")
    private @Nullable Long userId;

    private String serial;

    @Enumerated(EnumType.STRING)
    private GridState state;

    @Column(name = "cells_sealed")
    private @Nullable String cellsSealed;

    /** Whether the card was tidied after its end; what finds those that were not. */
    @SuppressWarnings("UnusedVariable") // read by queries
    private boolean wiped;

    @Column(name = "used_cells")
    private String usedCells;

    @Column(name = "first_cell")
    private @Nullable Integer firstCell;

    @Column(name = "second_cell")
    private @Nullable Integer secondCell;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "shipped_at")
    private @Nullable Instant shippedAt;

    @Column(name = "activated_at")
    private @Nullable Instant activatedAt;

    @Column(name = "expires_at")
    private @Nullable Instant expiresAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected GridCard() {}

    /** An online card, which is shown to its user. */
    GridCard(long userId, String serial, GridCells cells, Secrets secrets, Instant now) {
        this(FactorKind.ONLINE_GRID_CARD, GridState.SHOWN, serial, cells, secrets, now);
        this.userId = userId;
    }

    /** A plastic card, which is printed for the stock. */
    GridCard(UUID batch, String serial, GridCells cells, Secrets secrets, Instant now) {
        this(FactorKind.GRID_CARD, GridState.IN_STOCK, serial, cells, secrets, now);
        this.batchId = batch.toString();
    }

    private GridCard(FactorKind kind, GridState state, String serial, GridCells cells, Secrets secrets, Instant now) {
        this.id = UUID.randomUUID().toString();
        this.kind = kind;
        this.state = state;
        this.serial = serial;
        this.usedCells = UsedCells.NONE.text();
        this.createdAt = now;
        this.cellsSealed = secrets.seal(Purpose.GRID_CELLS, id, cells.text());
    }

    /** As it is printed, of what was typed in either case, with or without blanks and hyphens. */
    static String serialOf(String typed) {
        return TypedCode.canonical(typed).toUpperCase(Locale.ROOT);
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

    /** Is sent to a user, out of the stock. */
    void ship(long holder, Instant now) {
        if (!isIn(GridState.IN_STOCK)) {
            throw new IllegalStateException("card " + id + " is not in stock");
        }
        state = GridState.SHIPPED;
        userId = holder;
        shippedAt = now;
    }

    /** It opens logins from now on, until it is ended. */
    void activate(Instant now) {
        state = GridState.ACTIVE;
        activatedAt = now;
    }

    /** It opens logins from now on, for a time. */
    void activate(Instant now, Instant end) {
        activate(now);
        expiresAt = end;
    }

    /** It opens nothing any more; its cells are gone for good. */
    void end(GridState how) {
        state = how;
        cellsSealed = null;
    }

    boolean isIn(GridState where) {
        return state == where;
    }

    boolean isUsable(Instant now) {
        return state == GridState.ACTIVE && (expiresAt == null || now.isBefore(expiresAt));
    }

    /** Whether it was its time that ended it. */
    boolean hasLapsed(Instant now) {
        return state == GridState.ACTIVE && !isUsable(now);
    }

    String id() {
        return id;
    }

    FactorKind kind() {
        return kind;
    }

    /** Whose it is or was; empty for one that nobody was given. */
    Optional<Long> userId() {
        return Optional.ofNullable(userId);
    }

    String serial() {
        return serial;
    }

    Instant createdAt() {
        return createdAt;
    }

    FactorRef ref() {
        return new FactorRef(kind, id);
    }

    OwnedFactor owned() {
        return new OwnedFactor(
                ref(), serial, Optional.ofNullable(activatedAt), Optional.empty(), Optional.ofNullable(expiresAt));
    }

    /** A plastic card that was sent, as its user sees it. */
    OwnPlasticCard shipped() {
        if (shippedAt == null) {
            throw new IllegalStateException("card " + id + " was never sent");
        }
        return new OwnPlasticCard(id, shippedAt);
    }

    /** A plastic card as operators see it. */
    GridCardView view() {
        if (batchId == null) {
            throw new IllegalStateException("card " + id + " is of no batch");
        }
        return new GridCardView(
                serial,
                UUID.fromString(batchId),
                state,
                Optional.ofNullable(shippedAt),
                Optional.ofNullable(activatedAt));
    }

    /** An online card as its user sees it. */
    OwnGridCard own() {
        if (activatedAt == null || expiresAt == null) {
            throw new IllegalStateException("card " + id + " was never active");
        }
        return new OwnGridCard(id, serial, activatedAt, expiresAt);
    }
}
