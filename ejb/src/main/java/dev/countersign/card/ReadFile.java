package dev.countersign.card;

import dev.countersign.keyfile.KeyFileFormat;
import dev.countersign.keyfile.KeyFileRow;
import dev.countersign.keyfile.Protection;
import java.util.List;

/**
 * A key file that was read.
 *
 * @param digest SHA-256 of its octets in hexadecimal
 */
public record ReadFile(KeyFileFormat format, String digest, Protection protection, List<KeyFileRow> rows) {

    public ReadFile {
        rows = List.copyOf(rows);
    }

    ReadFile with(List<KeyFileRow> changed) {
        return new ReadFile(format, digest, protection, changed);
    }

    boolean hasRefused() {
        return rows.stream().anyMatch(row -> row.reason().isPresent());
    }

    boolean hasKeys() {
        return rows.stream().anyMatch(row -> row.key().isPresent());
    }

    List<ReportRow> report() {
        return rows.stream().map(ReportRow::of).toList();
    }
}
