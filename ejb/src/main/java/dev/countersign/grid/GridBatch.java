package dev.countersign.grid;

import dev.countersign.grid.GridRefusal.Reason;
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
 * An order of plastic cards. One operator says how many and for whose printer, another lets them be made after he has looked whose
 * key that is: so nobody alone has cells sent to himself. Callers hold its lock while they decide.
 */
@Entity
@Table(name = "grid_batch")
class GridBatch {

    @Id
    private String id;

    @Column(name = "card_count")
    private long cardCount;

    @Column(name = "printer_key")
    private String printerKey;

    @Enumerated(EnumType.STRING)
    private GridBatchState state;

    @Column(name = "ordered_by")
    private String orderedBy;

    @Column(name = "ordered_at")
    private Instant orderedAt;

    @Column(name = "decided_by")
    private @Nullable String decidedBy;

    @Column(name = "decided_at")
    private @Nullable Instant decidedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected GridBatch() {}

    GridBatch(GridBatchOrder order, String operator, Instant now) {
        this.id = UUID.randomUUID().toString();
        this.cardCount = order.cards();
        this.printerKey = order.printerKey().jwk();
        this.state = GridBatchState.ORDERED;
        this.orderedBy = operator;
        this.orderedAt = now;
    }

    UUID id() {
        return UUID.fromString(id);
    }

    GridBatchOrder order() {
        return new GridBatchOrder(cardCount, new PrinterKey(printerKey));
    }

    /** Lets its cards be made, once; empty if that was done. */
    Optional<Reason> release(String operator, Instant now) {
        if (state != GridBatchState.ORDERED) {
            return Optional.of(Reason.DECIDED);
        }
        if (operator.equals(orderedBy)) {
            return Optional.of(Reason.OWN_BATCH);
        }
        return decide(GridBatchState.RELEASED, operator, now);
    }

    /** Has no card of it be given to anybody any more, which whoever ordered it may want too; empty if that was done. */
    Optional<Reason> reject(String operator, Instant now) {
        return state == GridBatchState.REJECTED
                ? Optional.of(Reason.DECIDED)
                : decide(GridBatchState.REJECTED, operator, now);
    }

    private Optional<Reason> decide(GridBatchState how, String operator, Instant now) {
        state = how;
        decidedBy = operator;
        decidedAt = now;
        return Optional.empty();
    }

    GridBatchView view() {
        return new GridBatchView(
                id(),
                cardCount,
                order().printerKey().thumbprint(),
                state,
                orderedBy,
                orderedAt,
                Optional.ofNullable(decidedBy),
                Optional.ofNullable(decidedAt));
    }
}
