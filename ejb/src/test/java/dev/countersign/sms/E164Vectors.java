package dev.countersign.sms;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Telephone numbers to read: ours always, and those of the shared vectors where their folder lies beside the project.
 * These are data of others and are not copied.
 */
final class E164Vectors {

    private static final System.Logger LOG = System.getLogger(E164Vectors.class.getName());
    private static final Path FILE = Path.of("../../shared/vectors/e164.json");
    private static final Optional<JsonObject> SHARED = read();

    private E164Vectors() {}

    /** A way to write a number, and the number. */
    record Spelling(String typed, Optional<String> country, String e164) {}

    static Stream<Spelling> normalised() {
        Stream<Spelling> ours = Stream.of(
                        "+4915112345678",
                        "0049 151 12345678",
                        "+49 (151) 123-456-78",
                        "(+49) 151/123.456.78",
                        "＋４９１５１１２３４５６７８",
                        "+٤٩١٥١١٢٣٤٥٦٧٨",
                        "\u202a+49\u00a0151\u00a012345678\u202c",
                        "tel:+49-151-12345678",
                        "+49 (0)151 12345678",
                        "00490151 12345678")
                .flatMap(typed -> Stream.of(Optional.<String>empty(), Optional.of("DE"), Optional.of("US"))
                        .map(country -> new Spelling(typed, country, "+4915112345678")));
        Stream<Spelling> inside = Stream.of("0151 12345678", "(0151) 12345678", "151 12345678", "０１５１１２３４５６７８")
                .map(typed -> new Spelling(typed, Optional.of("DE"), "+4915112345678"));
        // Numbers of other kinds stand among the shared ones too; the form of those is nothing that we produce.
        Stream<Spelling> shared = list("normalisation")
                .filter(row -> row.getBoolean("valid") && !row.getString("why").contains("fixed line"))
                .map(row -> new Spelling(row.getString("input"), country(row), row.getString("e164")));
        Stream<Spelling> equal = list("equal_after_normalisation")
                .flatMap(row -> row.getJsonArray("inputs").getValuesAs(JsonString::getString).stream()
                        .map(typed -> new Spelling(typed, Optional.empty(), row.getString("e164"))));
        Stream<Spelling> national = list("mobile")
                .filter(row -> row.containsKey("national_input"))
                .map(row -> new Spelling(
                        row.getString("national_input"), Optional.of(row.getString("region")), row.getString("e164")));
        return Stream.of(ours, inside, shared, equal, national).flatMap(rows -> rows);
    }

    static Stream<String> mobile() {
        return Stream.concat(
                Stream.of("+4915112345678", "+447700900123", "+12015550123", "+8613800138000", "+393123456789"),
                list("mobile").map(row -> row.getString("e164")));
    }

    static Stream<String> invalid() {
        Stream<String> ours = Stream.of(
                "",
                "+",
                "++4915112345678",
                "+49+15112345678",
                "15112345678",
                "+49151",
                "+4915112345678901",
                "+4915112345678;ext=5",
                "+4915112345678,5",
                "+4915112345678#",
                "+4915112345678\n+4915112345679",
                "+49151 1234\u00005678",
                "tel:tel:+4915112345678",
                "+1800FLOWERS",
                "anonymous");
        Stream<String> shared =
                list("normalisation").filter(row -> !row.getBoolean("valid")).map(row -> row.getString("input"));
        return Stream.of(ours, shared, list("invalid").map(row -> row.getString("input")))
                .flatMap(rows -> rows);
    }

    static Stream<String> notMobile() {
        Stream<String> ours = Stream.of(
                "+4930123456", // fixed line
                "+499001234567", // premium rate
                "+498001234567", // toll free
                "+491801234567", // shared cost
                "+4916412345", // pager
                "+445612345678", // VoIP
                "+447012345678", // personal number
                "+881612345678", // satellite
                "+80012345678", // international toll free
                "+979123456789"); // international premium rate
        Stream<String> shared = list("not_for_sms_otp")
                .filter(row -> !row.getString("sms_otp").equals("allow"))
                .map(row -> row.getString("e164"));
        Stream<String> satellites = list("non_geographic").map(row -> row.getString("e164"));
        return Stream.of(ours, shared, satellites).flatMap(rows -> rows);
    }

    private static Optional<String> country(JsonObject row) {
        return row.isNull("default_region") ? Optional.empty() : Optional.of(row.getString("default_region"));
    }

    private static Stream<JsonObject> list(String name) {
        return SHARED.stream().flatMap(file -> file.getJsonArray(name).getValuesAs(JsonObject.class).stream());
    }

    private static Optional<JsonObject> read() {
        if (!Files.isRegularFile(FILE)) {
            LOG.log(
                    System.Logger.Level.INFO,
                    "No shared vectors at " + FILE + ": the samples of this class alone are read");
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(FILE);
                JsonReader reader = Json.createReader(in)) {
            return Optional.of(reader.readObject());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
