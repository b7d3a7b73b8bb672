package dev.countersign.card;

import dev.countersign.keyfile.KeyFileFormat;
import dev.countersign.keyfile.Protection;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The cards of one key file. One operator brings it in and another releases it, so that nobody alone can put a card into stock
 * whose key he knows. Callers hold its lock while they decide.
 */
@Entity
@Table(name = "card_batch")
class CardBatch {

    @Id
    private String id;

    @Enumerated(EnumType.STRING)
    private KeyFileFormat format;

    @Enumerated(EnumType.STRING)
    private Protection protection;

    @Column(name = "file_digest")
    private String fileDigest;

    @Column(name = "card_count")
    private int cardCount;

    @Column(name = "refused_count")
    private int refusedCount;

    @Enumerated(EnumType.STRING)
    private BatchState state;

    @Column(name = "imported_by")
    private String importedBy;

    @Column(name = "imported_at")
    private Instant importedAt;

    @Column(name = "decided_by")
    private @Nullable String decidedBy;

    @Column(name = "decided_at")
    private @Nullable Instant decidedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected CardBatch() {}

    CardBatch(ReadFile file, List<ReportRow> rows, String operator, Instant now) {
        this.id = UUID.randomUUID().toString();
        this.format = file.format();
        this.protection = file.protection();
        this.fileDigest = file.digest();
        this.refusedCount =
                (int) rows.stream().filter(row -> row.reason().isPresent()).count();
        this.cardCount = rows.size() - refusedCount;
        this.state = BatchState.IMPORTED;
        this.importedBy = operator;
        this.importedAt = now;
    }

    UUID id() {
        return UUID.fromString(id);
    }

    /** Lets its cards be given to users; empty if that was done. */
    Optional<BatchRefusal> release(String operator, Instant now) {
        return operator.equals(importedBy) && state == BatchState.IMPORTED
                ? Optional.of(BatchRefusal.OWN_BATCH)
                : decide(BatchState.RELEASED, operator, now);
    }

    /** Has its cards destroyed, which whoever brought it in may want too; empty if that was done. */
    Optional<BatchRefusal> reject(String operator, Instant now) {
        return decide(BatchState.REJECTED, operator, now);
    }

    private Optional<BatchRefusal> decide(BatchState how, String operator, Instant now) {
        if (state != BatchState.IMPORTED) {
            return Optional.of(BatchRefusal.DECIDED);
        }
        state = how;
        decidedBy = operator;
        decidedAt = now;
        return Optional.empty();
    }

    BatchView view() {
        return new BatchView(
                id(),
                format,
                protection,
                fileDigest,
                cardCount,
                refusedCount,
                state,
                importedBy,
                importedAt,
                Optional.ofNullable(decidedBy),
                Optional.ofNullable(decidedAt));
    }
}
