package dev.countersign.keyfile;

import dev.countersign.device.Octets;
import dev.countersign.keyfile.ImportedKey.Start;
import dev.countersign.keyfile.ImportedKey.Validity;
import dev.countersign.keyfile.KeyFileOutcome.Read;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * A list of devices as CSV (RFC 4180) in UTF-8, a line each. The first line names the columns, in any order and either case:
 * {@code serial, manufacturer, suite, secret} are needed, {@code model, counter, drift, pin, validFrom, validUntil} may be
 * there.
 */
final class CsvFile {

    private static final List<String> NEEDED = List.of("serial", "manufacturer", "suite", "secret");
    private static final List<String> OPTIONAL = List.of("model", "counter", "drift", "pin", "validfrom", "validuntil");

    private final SecretForm form;
    private final List<String> columns;

    private CsvFile(SecretForm form, List<String> columns) {
        this.form = form;
        this.columns = columns;
    }

    static Read read(KeyFileFormat format, byte[] octets, TransportKey transport) {
        if (transport.isGiven()) {
            throw new RefusedFileException(FileReason.TRANSPORT_KEY_KIND, "CSV is not protected by a transport key");
        }
        List<String> lines = text(octets).lines().toList();
        CsvFile file = new CsvFile(SecretForm.of(format), columns(lines.get(0)));
        List<Integer> numbers = IntStream.rangeClosed(2, lines.size())
                .filter(number -> !lines.get(number - 1).isBlank())
                .boxed()
                .toList();
        KeyFiles.requireRows(numbers.size());
        return new Read(
                Protection.NONE,
                numbers.stream()
                        .map(number -> file.row(number, lines.get(number - 1)))
                        .toList());
    }

    private static String text(byte[] octets) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
            String unmarked = text.startsWith("\ufeff") ? text.substring(1) : text;
            if (unmarked.isBlank()) {
                throw RefusedFileException.unreadable("the file is empty");
            }
            return unmarked;
        } catch (CharacterCodingException e) {
            throw RefusedFileException.unreadable("the file is not in UTF-8");
        }
    }

    private static List<String> columns(String header) {
        List<String> names = CsvLine.cells(header)
                .map(cells -> cells.stream()
                        .map(cell -> cell.strip().toLowerCase(Locale.ROOT))
                        .toList())
                .orElse(List.of());
        Set<String> once = new HashSet<>(names);
        boolean known = once.size() == names.size()
                && once.containsAll(NEEDED)
                && names.stream().allMatch(name -> NEEDED.contains(name) || OPTIONAL.contains(name));
        if (!known) {
            throw RefusedFileException.unreadable("the first line names each column once: " + NEEDED + ", and of "
                    + OPTIONAL + " those that are there");
        }
        return names;
    }

    private KeyFileRow row(int position, String line) {
        Optional<List<String>> cells = CsvLine.cells(line).filter(all -> all.size() == columns.size());
        if (cells.isEmpty()) {
            return KeyFileRow.refused(position, Optional.empty(), RowReason.KEY);
        }
        try {
            return KeyFileRow.of(position, key(cells.get()));
        } catch (RefusedRowException e) {
            return KeyFileRow.refused(
                    position, cell(cells.get(), "serial").flatMap(DeviceName::findSerial), e.reason());
        }
    }

    private ImportedKey key(List<String> cells) {
        Octets secret = cell(cells, "secret")
                .map(text -> form.decode(text).orElseThrow(() -> new RefusedRowException(RowReason.SECRET)))
                .orElseThrow(() -> new RefusedRowException(RowReason.SECRET_MISSING));
        ImportedKey.requireLength(secret);
        return new ImportedKey(
                DeviceName.read(cell(cells, "manufacturer"), cell(cells, "serial")),
                cell(cells, "model").filter(KeyPackage::isName),
                KeySuite.read(cell(cells, "suite").orElse("")),
                secret,
                new Start(
                        number(cells, "counter", RowReason.COUNTER),
                        Math.toIntExact(number(cells, "drift", RowReason.TIME))),
                cell(cells, "pin").map(CsvFile::pin),
                new Validity(date(cells, "validfrom"), date(cells, "validuntil")));
    }

    private static Octets pin(String text) {
        if (!text.matches("[0-9A-Za-z]{4,16}")) {
            throw new RefusedRowException(RowReason.PIN);
        }
        return Octets.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    private long number(List<String> cells, String column, RowReason reason) {
        String text = cell(cells, column).orElse("0");
        if (!text.matches(reason == RowReason.TIME ? "-?[0-9]{1,4}" : "[0-9]{1,18}")) {
            throw new RefusedRowException(reason);
        }
        return Long.parseLong(text);
    }

    private Optional<Instant> date(List<String> cells, String column) {
        return cell(cells, column).map(Dates::read);
    }

    private Optional<String> cell(List<String> cells, String column) {
        int place = columns.indexOf(column);
        return place < 0
                ? Optional.empty()
                : Optional.of(cells.get(place).strip()).filter(text -> !text.isEmpty());
    }
}
