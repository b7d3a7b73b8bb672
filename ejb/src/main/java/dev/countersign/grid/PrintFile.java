package dev.countersign.grid;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a printer of cards is given: lines of serial and cells, separated by commas (RFC 4180), under a line of names. */
final class PrintFile {

    static final String TYPE = "text/csv";

    private static final String END = "\r\n";

    private final StringBuilder lines = new StringBuilder();

    PrintFile() {
        Stream<String> indexes = IntStream.rangeClosed(1, GridCells.COUNT).mapToObj(Integer::toString);
        line("serial", indexes.toList());
    }

    void add(String serial, GridCells cells) {
        line(serial, cells.list());
    }

    private void line(String first, List<String> others) {
        lines.append(Stream.concat(Stream.of(first), others.stream()).collect(Collectors.joining(",", "", END)));
    }

    String text() {
        return lines.toString();
    }

    @Override
    public String toString() {
        return "PrintFile[hidden]";
    }
}
