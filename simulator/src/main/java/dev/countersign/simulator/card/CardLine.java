package dev.countersign.simulator.card;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A line of a key file (docs/cards.md, form {@code CSV_HEX}) as far as a card needs it; the PIN is none of it.
 *
 * @param columns all that stands in the line, by the name of its column
 */
record CardLine(Map<String, String> columns) {

    private static final List<String> NEEDED = List.of("serial", "suite", "secret");
    private static final String COUNTER = "counter";
    private static final String SEPARATOR = ",";

    CardLine {
        columns = Map.copyOf(columns);
        if (!columns.keySet().containsAll(NEEDED)) {
            throw new IllegalArgumentException("a key file has the columns " + String.join(", ", NEEDED));
        }
    }

    /** Reads a whole file without quotation marks. */
    static List<CardLine> readAll(String csv) {
        List<String> lines = csv.lines().filter(line -> !line.isBlank()).toList();
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("the key file is empty");
        }
        List<String> header = cells(lines.get(0));
        return lines.stream().skip(1).map(line -> read(header, cells(line))).toList();
    }

    private static CardLine read(List<String> header, List<String> cells) {
        if (cells.size() != header.size()) {
            throw new IllegalArgumentException("a line of the key file has not as many columns as its header");
        }
        return new CardLine(
                IntStream.range(0, cells.size()).boxed().collect(Collectors.toMap(header::get, cells::get)));
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split(SEPARATOR, -1)).map(String::strip).toList();
    }

    String serial() {
        return cell("serial");
    }

    String suite() {
        return cell("suite");
    }

    String key() {
        return cell("secret");
    }

    /** The next one of the card. */
    long counter() {
        String counter = columns.getOrDefault(COUNTER, "");
        return counter.isEmpty() ? 0 : Long.parseLong(counter);
    }

    private String cell(String name) {
        return columns.getOrDefault(name, "");
    }

    @Override
    public String toString() {
        return "CardLine[" + serial() + "]";
    }
}
