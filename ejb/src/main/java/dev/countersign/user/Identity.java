package dev.countersign.user;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the broker knows of the person behind a user: a PIN must not be made of it. Personal data, so {@code toString} tells which
 * fields are there and nothing of what stands in them.
 *
 * @param dateOfBirth 1900-01-01 or later
 * @param houseNumber up to 10 characters
 * @param postcode up to 12 characters
 * @param documents numbers of passports and the like: up to 10, each of up to 40 characters
 */
public record Identity(
        Optional<LocalDate> dateOfBirth,
        Optional<String> houseNumber,
        Optional<String> postcode,
        List<String> documents) {

    /** Of a person of whom nothing is known. */
    public static final Identity UNKNOWN =
            new Identity(Optional.empty(), Optional.empty(), Optional.empty(), List.of());

    private static final int EARLIEST_YEAR = 1900;
    private static final int LATEST_YEAR = 9999;
    private static final int MAX_HOUSE_NUMBER = 10;
    private static final int MAX_POSTCODE = 12;
    private static final int MAX_DOCUMENT = 40;
    private static final int MAX_DOCUMENTS = 10;
    private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}]+");
    private static final String END = "\n";

    public Identity {
        documents = List.copyOf(documents);
        dateOfBirth.ifPresent(Identity::requireDate);
        houseNumber.ifPresent(text -> require("houseNumber", text, MAX_HOUSE_NUMBER));
        postcode.ifPresent(text -> require("postcode", text, MAX_POSTCODE));
        documents.forEach(text -> require("documents", text, MAX_DOCUMENT));
        if (documents.size() > MAX_DOCUMENTS) {
            throw new IllegalArgumentException("documents: at most " + MAX_DOCUMENTS);
        }
    }

    public boolean isUnknown() {
        return equals(UNKNOWN);
    }

    /** The names of the fields that are there, in the order of the alphabet. */
    public List<String> fields() {
        return Stream.of(
                        dateOfBirth.map(any -> "dateOfBirth"),
                        documents.stream().findAny().map(any -> "documents"),
                        houseNumber.map(any -> "houseNumber"),
                        postcode.map(any -> "postcode"))
                .flatMap(Optional::stream)
                .toList();
    }

    /** A line each: date of birth, house number, postcode, and then the documents. What is not there is an empty line. */
    String text() {
        List<String> lines = new ArrayList<>();
        lines.add(dateOfBirth.map(LocalDate::toString).orElse(""));
        lines.add(houseNumber.orElse(""));
        lines.add(postcode.orElse(""));
        lines.addAll(documents);
        return String.join(END, lines);
    }

    /** Reads what {@link #text} wrote. */
    static Identity ofText(String text) {
        List<String> lines = List.of(text.split(END, -1));
        return new Identity(
                find(lines.get(0)).map(LocalDate::parse),
                find(lines.get(1)),
                find(lines.get(2)),
                lines.subList(3, lines.size()));
    }

    @Override
    public String toString() {
        return "Identity" + fields();
    }

    private static Optional<String> find(String line) {
        return Optional.of(line).filter(text -> !text.isEmpty());
    }

    private static void requireDate(LocalDate date) {
        if (date.getYear() < EARLIEST_YEAR || date.getYear() > LATEST_YEAR) {
            throw new IllegalArgumentException("dateOfBirth is " + EARLIEST_YEAR + "-01-01 or later");
        }
    }

    private static void require(String field, String text, int most) {
        if (text.isBlank()
                || text.codePointCount(0, text.length()) > most
                || !LINE.matcher(text).matches()) {
            throw new IllegalArgumentException(field + " has 1 to " + most + " characters");
        }
    }
}
