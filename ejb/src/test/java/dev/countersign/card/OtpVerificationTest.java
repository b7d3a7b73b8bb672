package dev.countersign.card;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Vectors;
import dev.countersign.device.HashFunction;
import dev.countersign.device.Hotp;
import dev.countersign.device.OcraKey;
import dev.countersign.device.Octets;
import dev.countersign.keyfile.KeySuite;
import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Cards without a challenge, with the published vectors. */
class OtpVerificationTest {

    private static final JsonObject COUNTERS = Vectors.read("hotp.json");
    private static final Tolerance NONE = new Tolerance(0, 0);

    @ParameterizedTest
    @MethodSource
    void takesThePasswordOfTheExpectedCounterAlone(JsonObject vector) {
        long counter = vector.getJsonNumber("counter").longValueExact();
        OtpVerification card = card("HOTP-SHA1-6", COUNTERS.getString("key_hex"));
        String right = vector.getString("hotp");

        assertThat(card.verify(right, new CardPosition(counter, 0), NONE, Instant.EPOCH))
                .contains(new CardPosition(counter + 1, 0));
        assertThat(card.verify(right, new CardPosition(counter + 1, 0), NONE, Instant.EPOCH))
                .isEmpty();
        assertThat(card.verify(changed(right), new CardPosition(counter, 0), NONE, Instant.EPOCH))
                .isEmpty();
    }

    static Stream<JsonObject> takesThePasswordOfTheExpectedCounterAlone() {
        return COUNTERS.getJsonArray("vectors").getValuesAs(JsonObject.class).stream();
    }

    @ParameterizedTest
    @MethodSource
    void looksAheadAsFarAsItIsTold(JsonObject example) {
        JsonObject rules = COUNTERS.getJsonObject("resynchronisation");
        OtpVerification card = card("HOTP-SHA1-6", rules.getString("key_hex"));

        Optional<CardPosition> after = card.verify(
                example.getString("submitted"),
                new CardPosition(rules.getInt("server_counter"), 0),
                new Tolerance(rules.getInt("look_ahead"), 0),
                Instant.EPOCH);

        assertThat(after.map(CardPosition::nextCounter))
                .isEqualTo(
                        example.getBoolean("accept")
                                ? Optional.of((long) example.getInt("counter_after"))
                                : Optional.empty());
    }

    static Stream<JsonObject> looksAheadAsFarAsItIsTold() {
        return COUNTERS.getJsonObject("resynchronisation").getJsonArray("cases").getValuesAs(JsonObject.class).stream()
                .filter(example -> example.containsKey("submitted"));
    }

    @ParameterizedTest
    @MethodSource
    void findsACardByTwoCodesInARow(JsonObject example) {
        JsonObject rules = COUNTERS.getJsonObject("resynchronisation");
        OtpVerification card = card("HOTP-SHA1-6", rules.getString("key_hex"));

        Optional<CardPosition> after = card.resynchronise(
                example.getJsonArray("two_codes").getString(0),
                example.getJsonArray("two_codes").getString(1),
                new CardPosition(rules.getInt("server_counter"), 0),
                new Tolerance(example.getInt("resync_window"), 0),
                Instant.EPOCH);

        assertThat(after.map(CardPosition::nextCounter))
                .isEqualTo(
                        example.getBoolean("accept")
                                ? Optional.of((long) example.getInt("counter_after"))
                                : Optional.empty());
    }

    static Stream<JsonObject> findsACardByTwoCodesInARow() {
        return COUNTERS.getJsonObject("resynchronisation").getJsonArray("cases").getValuesAs(JsonObject.class).stream()
                .filter(example -> example.containsKey("two_codes"));
    }

    @ParameterizedTest
    @MethodSource
    void takesThePasswordOfTheTimeStep(JsonObject vector) {
        OtpVerification card = card(
                "TOTP-" + vector.getString("algorithm") + "-" + vector.getInt("digits") + "-" + vector.getInt("step")
                        + "S",
                vector.getString("key_hex"));
        Instant time = Instant.ofEpochSecond(vector.getJsonNumber("time").longValueExact());
        String right = vector.getString("totp");
        CardPosition start = new CardPosition(0, 0);

        Optional<CardPosition> after = card.verify(right, start, NONE, time);

        assertThat(after.map(CardPosition::nextCounter)).contains(time.getEpochSecond() / vector.getInt("step") + 1);
        assertThat(card.verify(right, after.orElseThrow(), new Tolerance(0, 2), time))
                .as("each code counts once")
                .isEmpty();
        assertThat(card.verify(changed(right), start, NONE, time)).isEmpty();
    }

    static Stream<JsonObject> takesThePasswordOfTheTimeStep() {
        return Vectors.read("totp.json").getJsonArray("vectors").getValuesAs(JsonObject.class).stream();
    }

    /** A file may name any counter, and there is none behind the highest. */
    @Test
    void theCounterEndsBeforeItTurns() {
        String key = COUNTERS.getString("key_hex");
        OtpVerification card = card("HOTP-SHA1-6", key);
        Tolerance wide = new Tolerance(10, 0);
        long last = Long.MAX_VALUE;

        assertThat(card.verify(shown(key, last), new CardPosition(last, 0), wide, Instant.EPOCH))
                .isEmpty();
        assertThat(card.verify(shown(key, last - 1), new CardPosition(last - 2, 0), wide, Instant.EPOCH))
                .contains(new CardPosition(last, 0));
        assertThat(card.resynchronise(
                        shown(key, last - 1), shown(key, last), new CardPosition(last - 1, 0), wide, Instant.EPOCH))
                .isEmpty();
        assertThat(card.resynchronise(
                        shown(key, last - 2), shown(key, last - 1), new CardPosition(last - 2, 0), wide, Instant.EPOCH))
                .contains(new CardPosition(last, 0));
    }

    private static String shown(String key, long counter) {
        return Hotp.password(HashFunction.SHA1, Octets.ofHex(key).toArray(), counter, 6);
    }

    @Test
    void thereAreVectors() {
        assertThat(takesThePasswordOfTheExpectedCounterAlone()).hasSizeGreaterThanOrEqualTo(10);
        assertThat(looksAheadAsFarAsItIsTold()).hasSizeGreaterThanOrEqualTo(3);
        assertThat(findsACardByTwoCodesInARow()).hasSizeGreaterThanOrEqualTo(2);
        assertThat(takesThePasswordOfTheTimeStep()).hasSizeGreaterThanOrEqualTo(18);
    }

    private static OtpVerification card(String suite, String key) {
        return new OtpVerification(new KeySuite(suite).otp().orElseThrow(), new OcraKey(Octets.ofHex(key)));
    }

    private static String changed(String code) {
        char last = code.charAt(code.length() - 1);
        return code.substring(0, code.length() - 1) + (char) ('0' + (last - '0' + 1) % 10);
    }
}
