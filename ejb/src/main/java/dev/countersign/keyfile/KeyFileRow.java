package dev.countersign.keyfile;

import java.util.Optional;

/**
 * One key of a file.
 *
 * @param position counted from 1 in the order of the file; of CSV its line, so that the first is 2
 * @param serial as the report shows it; empty if there is none of a proper form
 * @param key what was read; empty if it was refused
 * @param reason why it was refused
 */
public record KeyFileRow(int position, Optional<String> serial, Optional<ImportedKey> key, Optional<RowReason> reason) {

    public KeyFileRow {
        if (key.isPresent() == reason.isPresent()) {
            throw new IllegalArgumentException("a row has a key or a reason");
        }
    }

    static KeyFileRow of(int position, ImportedKey key) {
        return new KeyFileRow(position, Optional.of(key.device().serial()), Optional.of(key), Optional.empty());
    }

    static KeyFileRow refused(int position, Optional<String> serial, RowReason reason) {
        return new KeyFileRow(position, serial, Optional.empty(), Optional.of(reason));
    }

    /** The same row, refused for what is known only where all rows are. */
    public KeyFileRow refused(RowReason why) {
        return refused(position, serial, why);
    }
}
