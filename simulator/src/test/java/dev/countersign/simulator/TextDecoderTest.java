package dev.countersign.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** 3GPP TS 23.038 section 6.2.1, with what receivers must make of odd codes. */
class TextDecoderTest {

    @ParameterizedTest
    @CsvSource({
        "68656c6c6f, 0, 'hello'",
        "00, 0, '@'",
        "09, 0, '\u00c7'",
        "1b65, 0, '\u20ac'",
        "1b281b291b3c1b3e1b3d1b2f1b141b40, 0, '{}[]~\\^|'",
        "1b41, 0, 'A'",
        "1b1b, 0, ' '",
        "411b, 0, 'A '",
        "63e9, 0, 'c\ufffd'",
        "1be5, 0, '\ufffd'",
        "636166e9, 3, 'caf\u00e9'",
        "60a8002e, 8, '\u60a8.'",
        "d83ddd12, 8, '\ud83d\udd12'",
        "313233, 16, '123'",
        "60a8, 24, '\u60a8'"
    })
    void decodes(String hex, int dataCoding, String text) {
        assertThat(TextDecoder.decode(HexFormat.of().parseHex(hex), dataCoding)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({"0", "8"})
    void anEmptyMessageIsAnEmptyText(int dataCoding) {
        assertThat(TextDecoder.decode("".getBytes(StandardCharsets.US_ASCII), dataCoding))
                .isEmpty();
    }
}
