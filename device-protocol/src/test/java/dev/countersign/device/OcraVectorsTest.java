package dev.countersign.device;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** All vectors of RFC 6287 appendix C (one-way, mutual, plain signature), and others that were computed twice for this project. */
class OcraVectorsTest {

    static Stream<Named<JsonObject>> vectors() {
        JsonObject ocra = Vectors.read("ocra.json");
        return Stream.of(
                        Vectors.list(ocra, "rfc_vectors"),
                        Vectors.list(ocra, "supplementary"),
                        Vectors.list(Vectors.read("ocra-extra-public.json"), "vectors"))
                .flatMap(list -> list)
                .map(vector -> Named.of(name(vector), vector));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void computesTheDataInput(JsonObject vector) {
        byte[] data = Ocra.dataInput(suite(vector), input(vector));

        assertThat(HexFormat.of().formatHex(data)).isEqualTo(vector.getString("data_input_hex"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void computesTheResponse(JsonObject vector) {
        assertThat(Ocra.response(suite(vector), key(vector), input(vector))).isEqualTo(vector.getString("response"));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void refusesEachResponseWithOneCharacterChanged(JsonObject vector) {
        String response = vector.getString("response");

        assertThat(isResponse(vector, response)).isTrue();
        for (int place = 0; place < response.length(); place++) {
            char other = response.charAt(place) == '0' ? '1' : '0';
            String changed = response.substring(0, place) + other + response.substring(place + 1);
            assertThat(isResponse(vector, changed)).as(changed).isFalse();
        }
        assertThat(isResponse(vector, response.substring(1))).isFalse();
        assertThat(isResponse(vector, response + "0")).isFalse();
        assertThat(isResponse(vector, "")).isFalse();
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void hashesThePin(JsonObject vector) {
        Optional<HashFunction> hash = suite(vector).pinHash();

        assertThat(hash.map(by -> PinHash.of(vector.getString("pin").toCharArray(), by)
                        .octets()
                        .toHex()))
                .isEqualTo(hash.map(by -> vector.getString("pin_hash_hex")));
    }

    private static boolean isResponse(JsonObject vector, String text) {
        return Ocra.isResponse(suite(vector), key(vector), input(vector), text);
    }

    private static OcraSuite suite(JsonObject vector) {
        return OcraSuite.parse(vector.getString("suite"));
    }

    private static OcraKey key(JsonObject vector) {
        return new OcraKey(Octets.ofHex(vector.getString("key_hex")));
    }

    /** The vectors of mutual computation have both questions in one text already: halves of 8 characters each. */
    private static OcraInput input(JsonObject vector) {
        String question = vector.getString("question");
        OcraSuite suite = suite(vector);
        OcraInput input = question.length() <= suite.questionLength()
                ? OcraInput.of(question)
                : OcraInput.ofServer(question.substring(0, 8), question.substring(8));
        if (vector.containsKey("counter")) {
            input = input.withCounter(
                    vector.getJsonNumber("counter").bigIntegerValue().longValue());
        }
        if (vector.containsKey("timestamp_steps")) {
            input = input.withTimeSteps(vector.getJsonNumber("timestamp_steps").longValueExact());
        }
        if (vector.containsKey("session_hex")) {
            input = input.withSession(Octets.ofHex(vector.getString("session_hex")));
        }
        if (suite.pinHash().isPresent()) {
            input = input.withPin(PinHash.of(
                    vector.getString("pin").toCharArray(), suite.pinHash().orElseThrow()));
        }
        return input;
    }

    private static String name(JsonObject vector) {
        return vector.getString("id", vector.getString("note", "")) + " " + vector.getString("suite");
    }
}
