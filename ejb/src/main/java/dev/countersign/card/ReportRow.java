package dev.countersign.card;

import dev.countersign.keyfile.KeyFileRow;
import dev.countersign.keyfile.RowReason;
import java.util.Optional;

/**
 * What became of a row of a key file.
 *
 * @param position in the file, from 1
 * @param serial empty where the file has none of a proper form
 * @param reason why it was refused; empty if it was taken
 */
public record ReportRow(int position, Optional<String> serial, Optional<RowReason> reason) {

    static ReportRow of(KeyFileRow row) {
        return new ReportRow(row.position(), row.serial(), row.reason());
    }
}
