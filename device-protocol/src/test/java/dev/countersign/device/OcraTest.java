package dev.countersign.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the vectors do not show: mutual computation in its order, inputs that do not fit, and which challenges are alike. */
class OcraTest {

    private static final OcraSuite MOBILE = OcraSuite.parse("OCRA-1:HOTP-SHA256-8:QN06");
    private static final OcraSuite MUTUAL = OcraSuite.parse("OCRA-1:HOTP-SHA256-8:QA08");
    private static final OcraSuite ALL = OcraSuite.parse("OCRA-1:HOTP-SHA256-8:C-QN08-PSHA1-S064-T1M");
    private static final OcraKey KEY = new OcraKey(Octets.ofAscii("12345678901234567890123456789012"));
    private static final PinHash PIN = PinHash.of("1234".toCharArray(), HashFunction.SHA1);

    /** RFC 6287 appendix C.2, first rows of the tables of server and client. */
    @Test
    void eachSideOfAMutualComputationPutsTheOthersQuestionFirst() {
        assertThat(Ocra.response(MUTUAL, KEY, OcraInput.ofServer("CLI22220", "SRV11110")))
                .isEqualTo("28247970");
        assertThat(Ocra.response(MUTUAL, KEY, OcraInput.ofClient("CLI22220", "SRV11110")))
                .isEqualTo("15510767");
    }

    static Stream<Named<OcraInput>> inputsThatDoNotFit() {
        OcraInput fits = OcraInput.of("1")
                .withCounter(0)
                .withPin(PIN)
                .withSession(octets(1))
                .withTimeSteps(0);
        OcraInput question = OcraInput.of("1");
        return Stream.of(
                Named.of(
                        "no counter",
                        question.withPin(PIN).withSession(octets(1)).withTimeSteps(0)),
                Named.of(
                        "no PIN", question.withCounter(0).withSession(octets(1)).withTimeSteps(0)),
                Named.of("no session", question.withCounter(0).withPin(PIN).withTimeSteps(0)),
                Named.of("no time", question.withCounter(0).withPin(PIN).withSession(octets(1))),
                Named.of("other PIN hash", fits.withPin(PinHash.of("1234".toCharArray(), HashFunction.SHA256))),
                Named.of("long session", fits.withSession(octets(65))));
    }

    @ParameterizedTest
    @MethodSource("inputsThatDoNotFit")
    void refusesAnInputThatTheSuiteDoesNotTake(OcraInput input) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ocra.response(ALL, KEY, input))
                .withMessageStartingWith("the suite OCRA-1:HOTP-SHA256-8:C-QN08-PSHA1-S064-T1M takes ");
    }

    @Test
    void takesExactlyWhatTheSuiteSays() {
        OcraInput fits = OcraInput.of("1")
                .withCounter(0)
                .withPin(PIN)
                .withSession(octets(64))
                .withTimeSteps(0);

        assertThat(Ocra.response(ALL, KEY, fits)).hasSize(8);
    }

    static Stream<OcraInput> inputsTooMany() {
        OcraInput question = OcraInput.of("123456");
        return Stream.of(
                question.withCounter(0),
                question.withPin(PIN),
                question.withSession(octets(1)),
                question.withTimeSteps(0));
    }

    @ParameterizedTest
    @MethodSource("inputsTooMany")
    void refusesAnInputThatWouldBeIgnored(OcraInput input) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ocra.response(MOBILE, KEY, input))
                .withMessageStartingWith("the suite OCRA-1:HOTP-SHA256-8:QN06 takes no ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1234567", "12345a", "-12345", "+12345", " 12345", "１２３４５６", "12345\u0660"})
    void refusesAQuestionOfAnotherAlphabetOrLength(String question) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Ocra.response(MOBILE, KEY, OcraInput.of(question)))
                .withMessage("the suite OCRA-1:HOTP-SHA256-8:QN06 takes a question of 1 to 6 characters, NUMERIC");
    }

    @ParameterizedTest
    @CsvSource({"QA08, aZ09", "QH08, 09afAF", "QN20, 99999999999999999999", "QN18, 999999999999999999"})
    void takesAllCharactersOfTheAlphabet(String question, String text) {
        OcraSuite suite = OcraSuite.parse("OCRA-1:HOTP-SHA256-8:" + question);

        assertThat(Ocra.response(suite, KEY, OcraInput.of(text))).hasSize(8);
    }

    @ParameterizedTest
    @CsvSource({"QA08, a_b", "QA08, aé", "QA08, a{", "QH08, 0g", "QH08, 0x1"})
    void refusesOtherCharacters(String question, String text) {
        OcraSuite suite = OcraSuite.parse("OCRA-1:HOTP-SHA256-8:" + question);

        assertThatIllegalArgumentException().isThrownBy(() -> Ocra.response(suite, KEY, OcraInput.of(text)));
    }

    @Test
    void theLongestQuestionsOfAMutualComputationFillTheirPlace() {
        OcraSuite suite = OcraSuite.parse("OCRA-1:HOTP-SHA256-8:QA64");
        String question = "Z".repeat(64);

        byte[] data = Ocra.dataInput(suite, OcraInput.ofClient(question, question));

        assertThat(Arrays.copyOfRange(data, data.length - 128, data.length)).containsOnly('Z');
    }

    /**
     * Each challenge of six digits that does not begin with 0 has five hexadecimal digits, so all 900,000 data inputs
     * differ.
     */
    @Test
    void noTwoChallengesOfSixDigitsHaveTheSameDataInput() {
        BitSet seen = new BitSet(1 << 24);
        int start = MOBILE.text().length() + 1;

        for (int challenge = Challenge.LOWEST; challenge <= Challenge.HIGHEST; challenge++) {
            byte[] data = Ocra.dataInput(MOBILE, OcraInput.of(Integer.toString(challenge)));
            int first = (data[start] & 0xff) << 16 | (data[start + 1] & 0xff) << 8 | (data[start + 2] & 0xff);
            assertThat(seen.get(first)).as("%d", challenge).isFalse();
            assertThat(isZeroFrom(data, start + 3)).as("%d", challenge).isTrue();
            seen.set(first);
        }

        assertThat(seen.cardinality()).isEqualTo(900_000);
    }

    /** Why no challenge begins with 0. */
    @ParameterizedTest
    @CsvSource({"1, 16", "1, 65536", "6250, 100000", "62499, 999984", "000123, 123"})
    void aNumberAndSixteenTimesThatNumberAreOneQuestion(String one, String other) {
        assertThat(Ocra.dataInput(MOBILE, OcraInput.of(one))).isEqualTo(Ocra.dataInput(MOBILE, OcraInput.of(other)));
    }

    private static boolean isZeroFrom(byte[] octets, int from) {
        for (int place = from; place < octets.length; place++) {
            if (octets[place] != 0) {
                return false;
            }
        }
        return true;
    }

    private static Octets octets(int length) {
        return Octets.of(new byte[length]);
    }
}
