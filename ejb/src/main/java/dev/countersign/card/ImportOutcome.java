package dev.countersign.card;

import dev.countersign.audit.Reference;
import dev.countersign.keyfile.FileReason;
import dev.countersign.keyfile.Protection;
import java.util.List;
import java.util.Optional;

/** What bringing in a key file came to. */
public sealed interface ImportOutcome {

    /** The batch waits for its release. */
    record Stored(BatchReport report) implements ImportOutcome {}

    /** A dry run: so it would be stored. */
    record Tried(Protection protection, List<ReportRow> rows) implements ImportOutcome {

        public Tried {
            rows = List.copyOf(rows);
        }
    }

    /**
     * Nothing was stored, or would be.
     *
     * @param reason of the file; empty if rows are the reason
     * @param detail one sentence for the operator
     * @param reference finds the audit entry
     */
    record Refused(Optional<FileReason> reason, String detail, List<ReportRow> rows, Reference reference)
            implements ImportOutcome {

        public Refused {
            rows = List.copyOf(rows);
        }
    }
}
