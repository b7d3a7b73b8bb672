package dev.countersign.card;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.Vectors;
import dev.countersign.card.CardVerification.Asked;
import dev.countersign.device.HashFunction;
import dev.countersign.device.Ocra;
import dev.countersign.device.OcraInput;
import dev.countersign.device.OcraKey;
import dev.countersign.device.OcraSuite;
import dev.countersign.device.Octets;
import dev.countersign.device.PinHash;
import dev.countersign.keyfile.ImportedKey;
import dev.countersign.keyfile.KeyFileFormat;
import dev.countersign.keyfile.KeyFileOutcome;
import dev.countersign.keyfile.KeyFileRow;
import dev.countersign.keyfile.KeyFiles;
import dev.countersign.keyfile.TransportKey;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Responses of cards (RFC 6287 appendix C, and cards that are ahead). */
class CardVerificationTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final OcraKey KEY = new OcraKey(Octets.ofHex("3132333435363738393031323334353637383930"));
    private static final OcraSuite COUNTING = OcraSuite.parse("OCRA-1:HOTP-SHA256-8:C-QN08-PSHA1");
    private static final OcraSuite TIMED = OcraSuite.parse("OCRA-1:HOTP-SHA1-8:QN08-T30S");
    private static final PinHash PIN = PinHash.of("1234".toCharArray(), HashFunction.SHA1);
    private static final OcraInput QUESTION = OcraInput.of("12345678");
    private static final Tolerance STRICT = new Tolerance(0, 0);
    private static final Tolerance NEAR = new Tolerance(10, 2);

    /** Vectors of the RFC and computed ones whose suites cards may have, and whose questions are those of one side. */
    static Stream<Named<JsonObject>> vectors() {
        JsonObject ocra = Vectors.read("ocra.json");
        return Stream.of("rfc_vectors", "supplementary")
                .flatMap(part -> ocra.getJsonArray(part).getValuesAs(JsonObject.class).stream())
                .filter(vector -> row(vector).key().isPresent())
                .filter(vector -> vector.getString("question").length()
                        <= OcraSuite.parse(vector.getString("suite")).questionLength())
                .map(vector -> Named.of(vector.getString("suite") + " " + vector.getString("question"), vector));
    }

    @Test
    void thereAreVectors() {
        assertThat(vectors()).hasSize(66);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void aCardFromAKeyFileAnswersAsTheRfcSays(JsonObject vector) {
        ImportedKey key = row(vector).key().orElseThrow();
        OcraSuite suite = key.suite().ocra().orElseThrow();
        CardVerification card = card(key, suite, key.pin());
        Instant now = suite.timeStep()
                .map(step -> Instant.ofEpochSecond(
                        vector.getJsonNumber("timestamp_steps").longValueExact()
                                * step.length().toSeconds()))
                .orElse(NOW);
        CardPosition position = new CardPosition(key.start().counter(), 0);
        OcraInput question = OcraInput.of(vector.getString("question"));
        String right = vector.getString("response");

        Optional<CardPosition> after = card.verify(question, right, position, STRICT, now);

        assertThat(after).contains(new CardPosition(position.nextCounter() + (suite.hasCounter() ? 1 : 0), 0));
        assertThat(card.verify(question, right.substring(1), position, STRICT, now))
                .isEmpty();
        assertThat(withOneDigitChanged(right))
                .allSatisfy(wrong -> assertThat(card.verify(question, wrong, position, STRICT, now))
                        .isEmpty());
        assertThat(card(key, otherThan(suite), key.pin()).verify(question, right, position, STRICT, now))
                .isEmpty();
        if (key.pin().isPresent()) {
            Octets otherPin = Octets.of("1235".getBytes(StandardCharsets.US_ASCII));
            assertThat(card(key, suite, Optional.of(otherPin)).verify(question, right, position, STRICT, now))
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({"7,8", "8,9", "17,18", "18,", "6,", "0,"})
    void aCounterMayBeAheadByTheWindowAndNeverBehind(long used, Long next) {
        Optional<CardPosition> after =
                counting().verify(QUESTION, counted(QUESTION, used), new CardPosition(7, 0), new Tolerance(10, 0), NOW);

        assertThat(after.map(CardPosition::nextCounter)).isEqualTo(Optional.ofNullable(next));
    }

    @Test
    void aResponseIsRightOnce() {
        CardPosition after = counting()
                .verify(QUESTION, counted(QUESTION, 9), new CardPosition(7, 0), new Tolerance(10, 0), NOW)
                .orElseThrow();

        assertThat(counting().verify(QUESTION, counted(QUESTION, 9), after, new Tolerance(10, 0), NOW))
                .isEmpty();
        assertThat(counting().verify(QUESTION, counted(QUESTION, 8), after, new Tolerance(10, 0), NOW))
                .isEmpty();
    }

    @Test
    void theCounterEndsBeforeItTurns() {
        long last = Long.MAX_VALUE;

        assertThat(counting().verify(QUESTION, counted(QUESTION, last), new CardPosition(last, 0), STRICT, NOW))
                .isEmpty();
        assertThat(counting()
                        .verify(
                                QUESTION,
                                counted(QUESTION, last - 1),
                                new CardPosition(last - 1, 0),
                                new Tolerance(10, 0),
                                NOW))
                .contains(new CardPosition(last, 0));
    }

    @Test
    void anotherPinIsAWrongResponse() {
        CardVerification other = new CardVerification(
                COUNTING, KEY, Optional.of(PinHash.of("1235".toCharArray(), HashFunction.SHA1)), NEAR);

        assertThat(other.verify(QUESTION, counted(QUESTION, 7), new CardPosition(7, 0), STRICT, NOW))
                .isEmpty();
        assertThatThrownBy(() -> new CardVerification(COUNTING, KEY, Optional.empty(), NEAR))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new CardVerification(TIMED, KEY, Optional.of(PIN), NEAR))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "2,2", "-2,-2", "3,", "-3,"})
    void aClockMayGoWrongByAFewSteps(int ahead, Integer drift) {
        Optional<CardPosition> after = timed().verify(
                        QUESTION,
                        timed(QUESTION, NOW.plusSeconds(30L * ahead)),
                        new CardPosition(0, 0),
                        new Tolerance(0, 2),
                        NOW);

        assertThat(after.map(CardPosition::driftSteps)).isEqualTo(Optional.ofNullable(drift));
    }

    /** A drift that is remembered is the middle of the next window. */
    @Test
    void aDriftIsFollowed() {
        CardPosition position = new CardPosition(0, 0);
        for (int ahead = 2; ahead <= 10; ahead += 2) {
            String response = timed(QUESTION, NOW.plusSeconds(30L * ahead));
            position = timed().verify(QUESTION, response, position, new Tolerance(0, 2), NOW)
                    .orElseThrow();
            assertThat(position.driftSteps()).isEqualTo(ahead);
        }
    }

    @Test
    void twoResponsesInARowFindACounterThatIsFarAhead() {
        OcraInput second = OcraInput.of("87654321");
        Asked first = new Asked(QUESTION, counted(QUESTION, 500));
        CardPosition position = new CardPosition(7, 0);
        Tolerance wide = new Tolerance(1_000, 0);

        assertThat(counting().resynchronise(first, new Asked(second, counted(second, 501)), position, wide, NOW))
                .contains(new CardPosition(502, 0));
        assertThat(counting().resynchronise(first, new Asked(second, counted(second, 502)), position, wide, NOW))
                .isEmpty();
        assertThat(counting().resynchronise(first, new Asked(second, counted(second, 500)), position, wide, NOW))
                .isEmpty();
        assertThat(counting().resynchronise(first, first, position, wide, NOW)).isEmpty();
        assertThat(counting()
                        .resynchronise(
                                first, new Asked(second, counted(second, 501)), position, new Tolerance(492, 0), NOW))
                .isEmpty();
    }

    @Test
    void twoResponsesInARowFindAClockThatIsFarAway() {
        OcraInput second = OcraInput.of("87654321");
        Instant card = NOW.minusSeconds(30 * 100);
        Asked first = new Asked(QUESTION, timed(QUESTION, card));
        Tolerance wide = new Tolerance(0, 120);

        assertThat(timed().resynchronise(
                                first, new Asked(second, timed(second, card)), new CardPosition(0, 0), wide, NOW))
                .contains(new CardPosition(0, -100));
        assertThat(timed().resynchronise(
                                first,
                                new Asked(second, timed(second, card.plusSeconds(30))),
                                new CardPosition(0, 0),
                                wide,
                                NOW))
                .contains(new CardPosition(0, -99));
        assertThat(timed().resynchronise(
                                first,
                                new Asked(second, timed(second, card.plusSeconds(60))),
                                new CardPosition(0, 0),
                                wide,
                                NOW))
                .isEmpty();
    }

    /** Of a thousand counters in hundreds of steps each, one would be right for many a wrong response. */
    @ParameterizedTest
    @CsvSource({"500,0", "500,2", "500,-2", "0,100", "10,-100"})
    void whatHasCounterAndTimeIsFoundFarAwayByOneOfBoth(long ahead, int drift) {
        assertThat(found(ahead, drift)).contains(new CardPosition(7 + ahead + 1, drift));
    }

    @ParameterizedTest
    @CsvSource({"500,3", "11,-3", "1000,120"})
    void andByNoneWhereItIsFarAwayInBoth(long ahead, int drift) {
        assertThat(found(ahead, drift)).isEmpty();
    }

    private static Optional<CardPosition> found(long ahead, int drift) {
        OcraSuite both = OcraSuite.parse("OCRA-1:HOTP-SHA256-8:C-QN08-T30S");
        OcraInput shown = QUESTION.withCounter(7 + ahead)
                .withTimeSteps(both.timeStep().orElseThrow().stepsAt(NOW) + drift);

        return new CardVerification(both, KEY, Optional.empty(), NEAR)
                .verify(
                        QUESTION,
                        Ocra.response(both, KEY, shown),
                        new CardPosition(7, 0),
                        new Tolerance(1_000, 120),
                        NOW);
    }

    @Test
    void whatHasNeitherCounterNorTimeIsNeverOutOfStep() {
        OcraSuite plain = OcraSuite.parse("OCRA-1:HOTP-SHA1-6:QN08");
        Asked asked = new Asked(QUESTION, Ocra.response(plain, KEY, QUESTION));

        assertThat(new CardVerification(plain, KEY, Optional.empty(), NEAR)
                        .resynchronise(asked, asked, new CardPosition(0, 0), new Tolerance(10, 10), NOW))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"-1,0", "0,-1", "10001,0", "0,10001"})
    void aToleranceHasBounds(int lookAhead, int drift) {
        assertThatThrownBy(() -> new Tolerance(lookAhead, drift)).isInstanceOf(IllegalArgumentException.class);
    }

    private static CardVerification counting() {
        return new CardVerification(COUNTING, KEY, Optional.of(PIN), NEAR);
    }

    private static CardVerification timed() {
        return new CardVerification(TIMED, KEY, Optional.empty(), NEAR);
    }

    private static String counted(OcraInput question, long counter) {
        return Ocra.response(COUNTING, KEY, question.withPin(PIN).withCounter(counter));
    }

    private static String timed(OcraInput question, Instant at) {
        return Ocra.response(
                TIMED,
                KEY,
                question.withTimeSteps(TIMED.timeStep().orElseThrow().stepsAt(at)));
    }

    private static CardVerification card(ImportedKey key, OcraSuite suite, Optional<Octets> pin) {
        return new CardVerification(
                suite,
                new OcraKey(key.secret()),
                suite.pinHash().map(hash -> PinHash.of(characters(pin.orElseThrow()), hash)),
                NEAR);
    }

    /** The same but for the hash function of its responses. */
    private static OcraSuite otherThan(OcraSuite suite) {
        String text = suite.toString();
        return OcraSuite.parse(
                text.contains(":HOTP-SHA1-")
                        ? text.replace(":HOTP-SHA1-", ":HOTP-SHA256-")
                        : text.replaceFirst(":HOTP-SHA(256|512)-", ":HOTP-SHA1-"));
    }

    private static List<String> withOneDigitChanged(String code) {
        return IntStream.range(0, code.length())
                .mapToObj(i ->
                        code.substring(0, i) + (char) ('0' + (code.charAt(i) - '0' + 1) % 10) + code.substring(i + 1))
                .toList();
    }

    private static KeyFileRow row(JsonObject vector) {
        String counter = vector.containsKey("counter") ? vector.get("counter").toString() : "";
        String pin = vector.getString("suite").contains("-P") ? vector.getString("pin") : "";
        String text = "serial,manufacturer,suite,secret,counter,pin\n1,Acme," + vector.getString("suite") + ","
                + vector.getString("key_hex") + "," + counter + "," + pin;
        KeyFileOutcome outcome = KeyFiles.read(
                KeyFileFormat.CSV_HEX, Octets.of(text.getBytes(StandardCharsets.UTF_8)), TransportKey.none());
        return ((KeyFileOutcome.Read) outcome).rows().get(0);
    }

    private static char[] characters(Octets pin) {
        return new String(pin.toArray(), StandardCharsets.US_ASCII).toCharArray();
    }
}
