package dev.countersign.grid;

/**
 * A batch whose cards were made a moment ago.
 *
 * @param file serials and cells for the printer alone, as of {@link PrinterKey#seal}; given out this once
 */
public record ReleasedBatch(GridBatchView batch, String file) {

    @Override
    public String toString() {
        return "ReleasedBatch[" + batch.id() + "]";
    }
}
