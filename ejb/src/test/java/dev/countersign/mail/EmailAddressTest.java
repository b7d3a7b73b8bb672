package dev.countersign.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** RFC 5321 section 4.1.2 and 4.5.3.1, as far as it is taken. */
class EmailAddressTest {

    private static final String LONGEST_DOMAIN = "d".repeat(63) + "." + "d".repeat(63) + "." + "d".repeat(61);

    @ParameterizedTest
    @CsvSource({
        "anna@example.com,anna@example.com",
        "Anna.Meier+bank@Example.COM,Anna.Meier+bank@example.com",
        "a@b.ch,a@b.ch",
        "o'neil@example.ie,o'neil@example.ie",
        "anna@bücher.example,anna@xn--bcher-kva.example",
        "anna@例え.テスト,anna@xn--r8jz45g.xn--zckzah",
        "anna@a.b.c.example.co.uk,anna@a.b.c.example.co.uk"
    })
    void takesWhatPeopleWriteAndKeepsTheHostNameInAscii(String written, String value) {
        assertThat(EmailAddress.of(written).value()).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "anna",
                "@example.com",
                "anna@",
                "anna@example",
                "anna@@example.com",
                "an@na@example.com",
                "anna @example.com",
                " anna@example.com",
                "anna@example.com ",
                "anna@exa mple.com",
                ".anna@example.com",
                "anna.@example.com",
                "an..na@example.com",
                "\"anna\"@example.com",
                "Anna <anna@example.com>",
                "anna@example.com\r\nBcc: x@example.com",
                "anna\n@example.com",
                "anna@example.com\u0000",
                "anna@-example.com",
                "anna@example-.com",
                "anna@exa_mple.com",
                "anna@example.com.",
                "anna@.example.com",
                "anna@[192.0.2.1]",
                "anna@192.0.2.1",
                "анна@example.com",
                "anna@example..com",
                "anna@example.com,eve@example.com",
                "anna@example.com\u2028x"
            })
    void refusesAllElse(String written) {
        assertThatThrownBy(() -> EmailAddress.of(written)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void boundsBothParts() {
        assertThat(EmailAddress.of("a".repeat(64) + "@" + LONGEST_DOMAIN).value())
                .hasSize(254);
        assertThatThrownBy(() -> EmailAddress.of("a".repeat(65) + "@example.com"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EmailAddress.of("a".repeat(64) + "@d" + LONGEST_DOMAIN))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> EmailAddress.of("a@" + "d".repeat(64) + ".example"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aHostNameThatGrowsInAsciiIsBoundedThere() {
        assertThatThrownBy(() -> EmailAddress.of("a@" + "ü".repeat(60) + ".example"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hidesItself() {
        assertThat(EmailAddress.of("anna@example.com")).hasToString("EmailAddress[hidden]");
    }
}
