package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A field is of the type that is asked for, or refused by its name; nothing is converted. */
class JsonFieldsTest {

    private enum Side {
        LEFT,
        RIGHT
    }

    @Test
    void readsEachType() {
        JsonFields fields = fields("""
                {"text": "042", "yes": true, "no": false, "object": {"inner": "x"}, "number": -7, "list": ["a", "b"], "nothing": null}
                """);

        assertThat(fields.getString("text")).isEqualTo("042");
        assertThat(fields.findBoolean("yes")).contains(true);
        assertThat(fields.findBoolean("no")).contains(false);
        assertThat(fields.findObject("object").map(inner -> inner.getString("inner")))
                .contains("x");
        assertThat(fields.findJson("object").map(JsonValue::toString)).contains("{\"inner\":\"x\"}");
        assertThat(fields.getLong("number")).isEqualTo(-7);
        assertThat(fields.listStrings("list")).containsExactly("a", "b");
        assertThat(fields.listValues("list")).containsExactly(Json.createValue("a"), Json.createValue("b"));
        assertThat(fields.findStringOrNull("text")).contains(Optional.of("042"));
        assertThat(fields.findStringOrNull("nothing")).contains(Optional.empty());
    }

    @Test
    void readsTimesThatEveryPartOfUsCanTake() {
        assertThat(fields("{\"at\": \"1970-01-01T00:00:00Z\"}").findInstant("at"))
                .contains(Instant.EPOCH);
        assertThat(fields("{\"at\": \"9999-12-31T23:59:59Z\"}").findInstant("at"))
                .contains(Instant.parse("9999-12-31T23:59:59Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "yesterday, at must be a time such as 2026-03-02T09:00:00Z",
        "1969-12-31T23:59:59.999999999Z, at must be of the years 1970 to 9999",
        "+10000-01-01T00:00:00Z, at must be of the years 1970 to 9999",
        "-1000000000-01-01T00:00:00Z, at must be of the years 1970 to 9999",
        "+1000000000-12-31T23:59:59Z, at must be of the years 1970 to 9999"
    })
    void refusesTimesThatSomePartOfUsCannotTake(String text, String detail) {
        assertRefused(() -> fields("{\"at\": \"" + text + "\"}").findInstant("at"), detail);
    }

    @Test
    void whatIsNotThereIsEmptyUnlessItIsNeeded() {
        JsonFields fields = fields("{}");

        assertThat(fields.findInstant("x")).isEmpty();
        assertThat(fields.findString("x")).isEmpty();
        assertThat(fields.findStringOrNull("x")).isEmpty();
        assertThat(fields.findBoolean("x")).isEmpty();
        assertThat(fields.findObject("x")).isEmpty();
        assertThat(fields.findJson("x")).isEmpty();
        assertThat(fields.listValues("x")).isEmpty();
        assertThat(fields.listStrings("x")).isEmpty();
        assertRefused(() -> fields.getString("x"), "x is missing");
        assertRefused(() -> fields.getLong("x"), "x must be a whole number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"true\"", "1", "0", "null", "[true]"})
    void aBooleanIsTrueOrFalse(String value) {
        assertRefused(value, fields -> fields.findBoolean("x"), "x must be true or false");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"{}\"", "[]", "null", "1"})
    void anObjectIsNothingElse(String value) {
        assertRefused(value, fields -> fields.findObject("x"), "x must be an object");
        assertRefused(value, fields -> fields.findJson("x"), "x must be an object");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "\"a\"", "null"})
    void anArrayIsNothingElse(String value) {
        assertRefused(value, fields -> fields.listValues("x"), "x must be an array");
    }

    @Test
    void anArrayOfStringsHoldsStringsAlone() {
        assertRefused("[\"a\", 1]", fields -> fields.listStrings("x"), "x must be a string");
        assertRefused("[\"a\\u0000\"]", fields -> fields.listStrings("x"), "x has characters that are no text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "1e3", "\"1\"", "true", "null"})
    void aWholeNumberIsNothingElse(String value) {
        assertRefused(value, fields -> fields.getLong("x"), "x must be a whole number");
    }

    @ParameterizedTest
    @CsvSource({"9223372036854775807, 9223372036854775807", "-9223372036854775808, -9223372036854775808"})
    void theLargestWholeNumbersAreRead(String value, long expected) {
        assertThat(fields("{\"x\": " + value + "}").getLong("x")).isEqualTo(expected);
    }

    @Test
    void aLargerOneIsRefused() {
        assertRefused("9223372036854775808", fields -> fields.getLong("x"), "x is larger than any such number");
    }

    @Test
    void aConstantIsWrittenExactly() {
        assertThat(JsonFields.oneOf("side", Side.class, "RIGHT")).isEqualTo(Side.RIGHT);
        assertRefused(() -> JsonFields.oneOf("side", Side.class, "right"), "side must be one of [LEFT, RIGHT]");
    }

    @Test
    void anotherKindOfStringOrNullIsRefused() {
        assertRefused("1", fields -> fields.findStringOrNull("x"), "x must be a string");
    }

    @Test
    void aValueOfAListIsReadAsAnObject() {
        assertThat(JsonFields.of(fields("{\"x\": {\"a\": \"b\"}}").findJson("x").orElseThrow(), "entry")
                        .getString("a"))
                .isEqualTo("b");
        assertRefused(() -> JsonFields.of(JsonValue.NULL, "entry"), "entry must be an object");
    }

    private static void assertRefused(String value, Consumer<JsonFields> reading, String detail) {
        assertRefused(() -> reading.accept(fields("{\"x\": " + value + "}")), detail);
    }

    private static void assertRefused(Runnable reading, String detail) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(reading::run)
                .satisfies(refused -> {
                    assertThat(refused.problem().code()).isEqualTo(ProblemCode.MALFORMED);
                    assertThat(refused.problem().detail()).contains(detail);
                });
    }

    private static JsonFields fields(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            JsonObject object = reader.readObject();
            return new JsonFields(object);
        }
    }
}
