package dev.countersign.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table in Markdown, printed row by row so that a run that is cut short has shown what it knew. */
final class Table {

    private final List<String> columns;
    private boolean begun;

    Table(String... columns) {
        this.columns = List.of(columns);
    }

    void row(Object... cells) {
        if (cells.length != columns.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + columns.size() + " columns");
        }
        if (!begun) {
            begun = true;
            System.out.println();
            print(columns);
            print(columns.stream().map(column -> "---").toList());
        }
        List<String> texts = new ArrayList<>();
        for (Object cell : cells) {
            texts.add(cell instanceof Double number ? Figures.of(number) : cell.toString());
        }
        print(texts);
    }

    private static void print(List<String> cells) {
        System.out.println(cells.stream().collect(Collectors.joining(" | ", "| ", " |")));
    }
}
