package dev.countersign.card;

import java.util.List;

/** A batch with what became of each row of its file. */
public record BatchReport(BatchView batch, List<ReportRow> rows) {

    public BatchReport {
        rows = List.copyOf(rows);
    }
}
