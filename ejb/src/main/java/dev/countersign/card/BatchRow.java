package dev.countersign.card;

import dev.countersign.keyfile.RowReason;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of one row of the file of a batch; stays when the keys are gone. */
@Entity
@Table(name = "card_batch_row")
class BatchRow {

    @EmbeddedId
    private Key key;

    private @Nullable String serial;

    @Enumerated(EnumType.STRING)
    private @Nullable RowReason reason;

    @SuppressWarnings("NullAway.Init")
    protected BatchRow() {}

    BatchRow(UUID batch, ReportRow row) {
        this.key = new Key(batch.toString(), row.position());
        this.serial = row.serial().orElse(null);
        this.reason = row.reason().orElse(null);
    }

    ReportRow view() {
        return new ReportRow(key.position, Optional.ofNullable(serial), Optional.ofNullable(reason));
    }

    /** Which row of which batch. */
    @Embeddable
    static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        @Column(name = "batch_id")
        private String batchId;

        @Column(name = "file_position")
        private int position;

        @SuppressWarnings("NullAway.Init")
        protected Key() {}

        Key(String batchId, int position) {
            this.batchId = batchId;
            this.position = position;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that && batchId.equals(that.batchId) && position == that.position;
        }

        @Override
        public int hashCode() {
            return Objects.hash(batchId, position);
        }
    }
}
