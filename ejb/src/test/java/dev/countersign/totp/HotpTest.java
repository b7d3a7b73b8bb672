package dev.countersign.totp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Vectors;
import dev.countersign.device.HashFunction;
import dev.countersign.device.Hotp;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.HexFormat;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The examples of RFC 4226 appendix D and RFC 6238 appendix B, and computed ones. */
class HotpTest {

    private static final JsonObject COUNTERS = Vectors.read("hotp.json");

    @ParameterizedTest
    @MethodSource
    void givesThePasswordOfACounter(JsonObject vector) {
        assertThat(Hotp.password(
                        HashFunction.SHA1,
                        HexFormat.of().parseHex(COUNTERS.getString("key_hex")),
                        number(vector.get("counter")),
                        vector.getInt("digits", COUNTERS.getInt("digits"))))
                .isEqualTo(vector.getString("hotp"));
    }

    static Stream<JsonObject> givesThePasswordOfACounter() {
        return Stream.of("vectors", "supplementary")
                .flatMap(part -> COUNTERS.getJsonArray(part).getValuesAs(JsonObject.class).stream())
                .filter(vector -> vector.getInt("digits", 6) <= 8)
                .filter(vector -> vector.getString("algorithm", "SHA1").equals("SHA1"));
    }

    @ParameterizedTest
    @MethodSource
    void givesThePasswordOfATimeStepWithEachHashFunction(JsonObject vector) {
        assertThat(Hotp.password(
                        HashFunction.valueOf(vector.getString("algorithm")),
                        HexFormat.of().parseHex(vector.getString("key_hex")),
                        vector.getJsonNumber("time").longValueExact() / vector.getInt("step"),
                        vector.getInt("digits")))
                .isEqualTo(vector.getString("totp"));
    }

    static Stream<JsonObject> givesThePasswordOfATimeStepWithEachHashFunction() {
        JsonObject times = Vectors.read("totp.json");
        return Stream.of("vectors", "supplementary")
                .flatMap(part -> times.getJsonArray(part).getValuesAs(JsonObject.class).stream())
                .filter(vector -> vector.getInt("digits") <= 8);
    }

    /** Numbers that not every reader of JSON can hold stand as texts. */
    private static long number(@Nullable JsonValue value) {
        return value instanceof JsonString text
                ? Long.parseUnsignedLong(text.getString())
                : ((JsonNumber) Objects.requireNonNull(value)).longValueExact();
    }

    @Test
    void thereAreVectors() {
        assertThat(givesThePasswordOfACounter()).hasSizeGreaterThan(10);
        assertThat(givesThePasswordOfATimeStepWithEachHashFunction()).hasSizeGreaterThan(18);
    }
}
