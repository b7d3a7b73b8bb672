package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** 3GPP TS 23.038 section 6.2.1, TS 23.040 section 9.2.3.24.1: every sample octet for octet. */
class SegmentedTextTest {

    /** The reference that the samples carry. */
    private static final int REFERENCE = 0x42;

    static Stream<JsonObject> samples() {
        return Vectors.of("gsm0338.json", "samples");
    }

    @ParameterizedTest
    @MethodSource("samples")
    void encodesAndCutsLikeTheSample(JsonObject sample) {
        SegmentedText text =
                SegmentedText.of(sample.getString("text"), REFERENCE, SegmentedText.Form.UDH, Alphabet.GSM);

        assertThat(text.dataCoding()).isEqualTo((byte) sample.getInt("data_coding"));
        assertThat(text.parts()).hasSize(sample.getInt("parts"));
        assertThat(text.form())
                .isEqualTo(sample.getInt("parts") > 1 ? SegmentedText.Form.UDH : SegmentedText.Form.PLAIN);
        assertThat(text.parts().stream().map(Vectors::hex).toList()).isEqualTo(expected(sample));
    }

    /** SMPP 3.4 section 5.3.2.22: the message center makes the header, for which the parts leave room. */
    @ParameterizedTest
    @MethodSource("samples")
    void cutsAlikeWhenThePartsAreNumberedByTlvs(JsonObject sample) {
        SegmentedText header =
                SegmentedText.of(sample.getString("text"), REFERENCE, SegmentedText.Form.UDH, Alphabet.GSM);

        SegmentedText tlvs =
                SegmentedText.of(sample.getString("text"), REFERENCE, SegmentedText.Form.SAR, Alphabet.GSM);

        int headerDigits = header.form() == SegmentedText.Form.UDH ? 12 : 0;
        assertThat(tlvs.parts().stream().map(Vectors::hex))
                .containsExactlyElementsOf(header.parts().stream()
                        .map(part -> Vectors.hex(part).substring(headerDigits))
                        .toList());
    }

    /** SMPP 3.4 section 5.3.2.32. */
    @ParameterizedTest
    @MethodSource("samples")
    void leavesCuttingToTheMessageCenterWhenItTakesAPayload(JsonObject sample) {
        SegmentedText parts =
                SegmentedText.of(sample.getString("text"), REFERENCE, SegmentedText.Form.SAR, Alphabet.GSM);

        SegmentedText payload =
                SegmentedText.of(sample.getString("text"), REFERENCE, SegmentedText.Form.PAYLOAD, Alphabet.GSM);

        assertThat(payload.parts()).hasSize(1);
        assertThat(Vectors.hex(payload.parts().get(0)))
                .isEqualTo(parts.parts().stream().map(Vectors::hex).collect(Collectors.joining()));
    }

    /** An escape or a surrogate pair at each place of a part. */
    @ParameterizedTest
    @ValueSource(strings = {"\u20ac", "\ud83d\udd12"})
    void neverCutsACharacterOfTwoUnits(String pair) {
        for (int before = 130; before < 154; before++) {
            SegmentedText text = SegmentedText.of(
                    "x".repeat(before) + pair.repeat(100), REFERENCE, SegmentedText.Form.SAR, Alphabet.GSM);

            boolean gsm = text.dataCoding() == SegmentedText.GSM_DEFAULT;
            assertThat(text.parts()).allSatisfy(part -> {
                String last = Vectors.hex(part);
                assertThat(gsm ? last.endsWith("1b") : last.matches(".*d8..")).isFalse();
                assertThat(part.toArray().length).isLessThanOrEqualTo(gsm ? 153 : 134);
            });
        }
    }

    /** The message center packs it: what one phone shows at once has as many septets as with the GSM alphabet. */
    @Test
    void latin1HasTheOctetsOfIsoAndTheLengthsOfGsm() {
        SegmentedText text = SegmentedText.of("\u00e4{1}", 1, SegmentedText.Form.UDH, Alphabet.LATIN1);

        assertThat(text.dataCoding()).isEqualTo((byte) 3);
        assertThat(text.parts().stream().map(Vectors::hex)).containsExactly("e47b317d");
        assertThat(latin1("x".repeat(160)).parts()).hasSize(1);
        assertThat(latin1("x".repeat(161)).parts()).hasSize(2);
        assertThat(latin1("{".repeat(80)).parts()).hasSize(1);
        assertThat(latin1("{".repeat(81)).parts()).hasSize(2);
    }

    /** The euro sign is no character of ISO 8859-1, small c-cedilla none of the phone's short alphabet. */
    @ParameterizedTest
    @ValueSource(strings = {"\u20ac", "\u00e7", "\u0416", "\u03a9"})
    void whatOneOfBothAlphabetsHasNotIsUcs2(String character) {
        assertThat(latin1(character).dataCoding()).isEqualTo(SegmentedText.UCS2);
    }

    @Test
    void ucs2TakesEachText() {
        SegmentedText text = SegmentedText.of("x".repeat(71), 1, SegmentedText.Form.SAR, Alphabet.UCS2);

        assertThat(text.dataCoding()).isEqualTo(SegmentedText.UCS2);
        assertThat(text.parts()).hasSize(2);
    }

    private static SegmentedText latin1(String text) {
        return SegmentedText.of(text, 1, SegmentedText.Form.SAR, Alphabet.LATIN1);
    }

    @Test
    void hasAllSamples() {
        assertThat(samples()).hasSize(38);
    }

    @Test
    void knowsTheWholeDefaultAlphabetAndNothingElse() {
        String known = Vectors.of("gsm0338.json", "default_alphabet")
                        .filter(entry -> entry.getInt("code") != 0x1b)
                        .map(entry -> entry.getString("char"))
                        .collect(Collectors.joining())
                + Vectors.of("gsm0338.json", "extension_table")
                        .map(entry -> entry.getString("char"))
                        .collect(Collectors.joining());

        String covered = IntStream.rangeClosed(0, Character.MAX_VALUE)
                .mapToObj(unit -> String.valueOf((char) unit))
                .filter(GsmAlphabet::covers)
                .collect(Collectors.joining());

        assertThat(covered.chars().sorted().toArray())
                .isEqualTo(known.chars().sorted().toArray());
    }

    @Test
    void encodesEachCharacterAsTheTableSays() {
        Stream.of("default_alphabet", "extension_table")
                .flatMap(table -> Vectors.of("gsm0338.json", table))
                .filter(entry -> !entry.getString("hex").equals("1b"))
                .forEach(entry -> assertThat(
                                GsmAlphabet.encode(entry.getString("char").charAt(0))
                                        .map(Vectors::hex))
                        .hasValue(entry.getString("hex")));
    }

    @Test
    void keepsTheMessageOutOfItsDescription() {
        SegmentedText text = SegmentedText.of("Your code is 042042", 1, SegmentedText.Form.UDH, Alphabet.GSM);

        assertThat(text.toString()).doesNotContain("042042").contains("Octets[19]");
    }

    private static List<String> expected(JsonObject sample) {
        boolean gsm = sample.getInt("data_coding") == 0;
        if (sample.getInt("parts") == 1) {
            return List.of(sample.getString(gsm ? "unpacked_hex" : "ucs2_hex"));
        }
        List<JsonString> headers = sample.getJsonArray("udh_hex").getValuesAs(JsonString.class);
        List<JsonString> bodies =
                sample.getJsonArray(gsm ? "part_unpacked_hex" : "part_ucs2_hex").getValuesAs(JsonString.class);
        return IntStream.range(0, headers.size())
                .mapToObj(
                        part -> headers.get(part).getString() + bodies.get(part).getString())
                .toList();
    }
}
