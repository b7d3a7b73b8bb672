package dev.countersign.grid;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.crypto.Secrets;
import dev.countersign.factor.ReadableText;
import dev.countersign.grid.GridOutcome.Granted;
import dev.countersign.grid.GridOutcome.Refused;
import dev.countersign.grid.GridRefusal.Reason;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;

/** What operators do with batches of plastic grid cards, a transaction each. */
@Stateless
public class GridBatches {

    private static final int MOST_LISTED = 100;
    private static final int SERIAL = 10;

    private final SecureRandom random = new SecureRandom();

    @Inject
    private GridStore store;

    @Inject
    private Secrets secrets;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** Orders cards. None is made before another operator has looked at the order. */
    public GridBatchView order(GridBatchOrder order, String operator) {
        GridBatch batch = new GridBatch(order, operator, clock.instant());
        store.add(batch);
        record(operator, batch.id(), "GRID_BATCH_ORDERED", "OK", Reference.next());
        return batch.view();
    }

    /** Makes the cards and puts them into stock. Their cells are given out in this answer, for the printer alone, and in no other. */
    public GridOutcome<ReleasedBatch> release(UUID id, String operator) {
        Optional<GridBatch> found = store.lockBatch(id);
        Optional<Reason> refusal =
                found.map(batch -> batch.release(operator, clock.instant())).orElse(Optional.of(Reason.UNKNOWN));
        return answer(operator, id, "GRID_BATCH_RELEASED", refusal)
                .<GridOutcome<ReleasedBatch>>map(Refused::new)
                .orElseGet(() -> new Granted<>(make(found.orElseThrow())));
    }

    /** Destroys the cards of a batch that nobody was given, as when they did not arrive. */
    public GridOutcome<GridBatchView> reject(UUID id, String operator) {
        Optional<GridBatch> found = store.lockBatch(id);
        Optional<Reason> refusal =
                found.map(batch -> batch.reject(operator, clock.instant())).orElse(Optional.of(Reason.UNKNOWN));
        if (refusal.isEmpty()) {
            store.removeStock(id);
        }
        return answer(operator, id, "GRID_BATCH_REJECTED", refusal)
                .<GridOutcome<GridBatchView>>map(Refused::new)
                .orElseGet(() -> new Granted<>(found.orElseThrow().view()));
    }

    /** The newest batches. */
    public List<GridBatchView> list() {
        return store.listBatches(MOST_LISTED).stream().map(GridBatch::view).toList();
    }

    private ReleasedBatch make(GridBatch batch) {
        Instant now = clock.instant();
        PrintFile file = new PrintFile();
        GridBatchOrder order = batch.order();
        LongStream.range(0, order.cards()).forEach(card -> {
            GridCells cells = GridCells.make(random);
            String serial = ReadableText.next(random, SERIAL);
            store.add(new GridCard(batch.id(), serial, cells, secrets, now));
            file.add(serial, cells);
        });
        return new ReleasedBatch(batch.view(), order.printerKey().seal(file.text(), PrintFile.TYPE));
    }

    private Optional<GridRefusal> answer(String operator, UUID id, String type, Optional<Reason> refusal) {
        Optional<GridRefusal> refused = refusal.map(GridRefusal::of);
        if (refusal.filter(reason -> reason == Reason.UNKNOWN).isEmpty()) {
            record(
                    operator,
                    id,
                    type,
                    refusal.map(Reason::name).orElse("OK"),
                    refused.map(GridRefusal::reference).orElseGet(Reference::next));
        }
        return refused;
    }

    private void record(String operator, UUID id, String type, String reason, Reference reference) {
        audit.record(AuditFact.aboutCardBatch(operator, id.toString(), type, reason, reference));
    }
}
