package dev.countersign.web;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Rows of CSV (RFC 4180). A cell that a spreadsheet would take for a formula, because it begins with {@code = + - @} or a
 * tab or carriage return, gets an apostrophe in front and is then shown as text.
 */
final class Csv {

    static final String MEDIA_TYPE = "text/csv";

    private static final String FORMULA_BEGINS = "=+-@\t\r";

    private Csv() {}

    static String row(List<String> cells) {
        return cells.stream().map(Csv::cell).collect(Collectors.joining(",")) + "\r\n";
    }

    private static String cell(String text) {
        boolean formula = !text.isEmpty() && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0;
        return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
    }
}
