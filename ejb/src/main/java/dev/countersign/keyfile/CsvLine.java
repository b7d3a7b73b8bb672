package dev.countersign.keyfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The cells of one line of CSV (RFC 4180 section 2); a cell does not go on in the next line. */
final class CsvLine {

    private final String line;
    private final List<String> cells = new ArrayList<>();
    private int place;

    private CsvLine(String line) {
        this.line = line;
    }

    /** Empty if a quotation mark is not closed, or stands inside of a cell without. */
    static Optional<List<String>> cells(String line) {
        return new CsvLine(line).read();
    }

    private Optional<List<String>> read() {
        do {
            boolean quote = place < line.length() && line.charAt(place) == '"';
            boolean sound = quote ? quoted() : bare();
            if (!sound) {
                return Optional.empty();
            }
        } while (place++ < line.length());
        return Optional.of(cells);
    }

    private boolean bare() {
        int end = line.indexOf(',', place);
        String cell = line.substring(place, end < 0 ? line.length() : end);
        cells.add(cell);
        place += cell.length();
        return cell.indexOf('"') < 0;
    }

    private boolean quoted() {
        StringBuilder cell = new StringBuilder();
        for (place++; place < line.length(); place++) {
            if (line.charAt(place) != '"') {
                cell.append(line.charAt(place));
            } else if (place + 1 < line.length() && line.charAt(place + 1) == '"') {
                cell.append('"');
                place++;
            } else {
                cells.add(cell.toString());
                place++;
                return place == line.length() || line.charAt(place) == ',';
            }
        }
        return false;
    }
}
