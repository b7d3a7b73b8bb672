package dev.countersign.card;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.card.BatchOutcome.Done;
import dev.countersign.card.BatchOutcome.Refused;
import dev.countersign.crypto.Secrets;
import dev.countersign.keyfile.DeviceName;
import dev.countersign.keyfile.KeyFileRow;
import dev.countersign.keyfile.RowReason;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What operators do with batches of cards, a transaction each. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class CardBatches {

    private static final int MOST_LISTED = 100;

    @Inject
    private CardStore store;

    @Inject
    private Secrets secrets;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** Stores what the mode lets through, or nothing; see {@link CardImport}. */
    public ImportOutcome store(ReadFile read, ImportOrder order, String operator) {
        ReadFile file = read.with(refuseTaken(read.rows()));
        if (!file.hasKeys() || (file.hasRefused() && order.mode() == ImportMode.ALL_OR_NOTHING)) {
            return new ImportOutcome.Refused(
                    Optional.empty(),
                    "rows of the file are refused",
                    file.report(),
                    noteNotStored(file.digest(), "ROWS_REFUSED", operator));
        }
        if (order.dryRun()) {
            noteNotStored(file.digest(), "DRY_RUN", operator);
            return new ImportOutcome.Tried(file.protection(), file.report());
        }
        return new ImportOutcome.Stored(write(file, operator));
    }

    /** Notes a file that could not be read; tells the entry's reference. */
    public Reference noteRefused(String digest, String reason, String operator) {
        return noteNotStored(digest, reason, operator);
    }

    /** Puts the cards of a batch into stock. */
    public BatchOutcome release(UUID id, String operator) {
        Optional<CardBatch> found = store.lockBatch(id);
        Optional<BatchRefusal> refusal =
                found.map(batch -> batch.release(operator, clock.instant())).orElse(Optional.of(BatchRefusal.UNKNOWN));
        if (refusal.isEmpty()) {
            store.putIntoStock(id);
        }
        return answer(id, found, refusal, "CARD_BATCH_RELEASED", operator);
    }

    /** Destroys the cards of a batch, and their keys. */
    public BatchOutcome reject(UUID id, String operator) {
        Optional<CardBatch> found = store.lockBatch(id);
        Optional<BatchRefusal> refusal =
                found.map(batch -> batch.reject(operator, clock.instant())).orElse(Optional.of(BatchRefusal.UNKNOWN));
        if (refusal.isEmpty()) {
            store.destroyCards(id);
        }
        return answer(id, found, refusal, "CARD_BATCH_REJECTED", operator);
    }

    /** The newest batches. */
    public List<BatchView> listBatches() {
        return store.listBatches(MOST_LISTED).stream().map(CardBatch::view).toList();
    }

    public Optional<BatchReport> findReport(UUID id) {
        return store.findBatch(id)
                .map(batch -> new BatchReport(
                        batch.view(),
                        store.listRows(id).stream().map(BatchRow::view).toList()));
    }

    /** The cards of a serial, in either case; of several manufacturers there may be one each. */
    public List<CardView> listCards(String serial) {
        return store.listByTyped(serial).stream().map(DisplayCard::view).toList();
    }

    private BatchReport write(ReadFile file, String operator) {
        Instant now = clock.instant();
        CardBatch batch = new CardBatch(file, file.report(), operator, now);
        store.add(
                batch,
                file.report().stream().map(row -> new BatchRow(batch.id(), row)).toList(),
                file.rows().stream()
                        .flatMap(row -> row.key().stream())
                        .map(key -> new DisplayCard(key, batch.id(), secrets, now))
                        .toList());
        audit.record(AuditFact.aboutCardBatch(
                operator, batch.id().toString(), "CARD_BATCH_IMPORTED", "OK", Reference.next()));
        return new BatchReport(batch.view(), file.report());
    }

    private List<KeyFileRow> refuseTaken(List<KeyFileRow> rows) {
        Set<DeviceName> taken = store.listTaken(rows.stream()
                .flatMap(row -> row.key().stream())
                .map(key -> key.device())
                .toList());
        return rows.stream()
                .map(row ->
                        row.key().filter(key -> taken.contains(key.device())).isPresent()
                                ? row.refused(RowReason.SERIAL_TAKEN)
                                : row)
                .toList();
    }

    private BatchOutcome answer(
            UUID id, Optional<CardBatch> batch, Optional<BatchRefusal> refusal, String type, String operator) {
        Reference reference = Reference.next();
        if (batch.isEmpty()) {
            return new Refused(BatchRefusal.UNKNOWN, reference);
        }
        audit.record(AuditFact.aboutCardBatch(
                operator, id.toString(), type, refusal.map(BatchRefusal::name).orElse("OK"), reference));
        return refusal.<BatchOutcome>map(reason -> new Refused(reason, reference))
                .orElseGet(() -> new Done(batch.get().view()));
    }

    private Reference noteNotStored(String digest, String reason, String operator) {
        Reference reference = Reference.next();
        audit.record(AuditFact.aboutCardFile(operator, digest, reason, reference));
        return reference;
    }
}
