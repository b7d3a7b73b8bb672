package dev.countersign.keyfile;

import dev.countersign.device.Octets;
import dev.countersign.keyfile.KeyFileOutcome.Read;
import dev.countersign.keyfile.KeyFileOutcome.Refused;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Reads key files. */
public final class KeyFiles {

    public static final int MOST_OCTETS = 2 * 1024 * 1024;
    public static final int MOST_ROWS = 5_000;

    private KeyFiles() {}

    /** Reads all or nothing of a file; a row that cannot be taken does not keep the others from being read. */
    public static KeyFileOutcome read(KeyFileFormat format, Octets file, TransportKey transport) {
        if (file.length() > MOST_OCTETS) {
            return new Refused(FileReason.TOO_LARGE, "a key file has at most " + MOST_OCTETS + " octets");
        }
        if (file.length() == 0) {
            return new Refused(FileReason.UNREADABLE, "the file is empty");
        }
        try {
            Read read = switch (format) {
                case PSKC -> PskcFile.read(file.toArray(), transport);
                case CSV_HEX, CSV_BASE64, CSV_BASE32 -> CsvFile.read(format, file.toArray(), transport);
            };
            return new Read(read.protection(), refuseRepeated(read.rows()));
        } catch (RefusedFileException e) {
            return new Refused(e.reason(), e.detail());
        }
    }

    static void requireRows(int count) {
        if (count == 0) {
            throw new RefusedFileException(FileReason.NO_KEYS, "the file has no key");
        }
        if (count > MOST_ROWS) {
            throw new RefusedFileException(FileReason.TOO_LARGE, "a key file has at most " + MOST_ROWS + " keys");
        }
    }

    private static List<KeyFileRow> refuseRepeated(List<KeyFileRow> rows) {
        Set<DeviceName> seen = new HashSet<>();
        return rows.stream()
                .map(row -> row.key().isEmpty() || seen.add(row.key().get().device())
                        ? row
                        : row.refused(RowReason.SERIAL_TWICE))
                .toList();
    }
}
