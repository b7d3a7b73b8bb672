package dev.countersign.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.mail.Letter.Link;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LetterTest {

    private static final Link STOP = new Link("Stop <this>", URI.create("https://login.example/stop?a=1&b=2"));

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a\rb", "a\nBcc: x@example.com", "a\u0000", "a\u0085b", "a\u2028b", "a\ud800"})
    void eachOfItsTextsIsOneLine(String text) {
        assertThatThrownBy(() -> new Letter(text, "en", List.of("a"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Letter("a", "en", List.of("a", text)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Link(text, STOP.address())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void hasSomethingToSayInALanguage() {
        assertThatThrownBy(() -> new Letter("a", "en", List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Letter("a", "en\"", List.of("a"))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Letter("a".repeat(201), "en", List.of("a")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://login.example/", "javascript:alert(1)", "https:x", "https://u@login.example/", "/stop"})
    void aLinkLeadsToAnHttpsAddress(String address) {
        assertThatThrownBy(() -> new Link("Stop", URI.create(address))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void isReadAsItWasWritten() {
        Letter plain = new Letter("Тема", "ru", List.of("Раз", "\"два\" \\"));
        Letter linked = new Letter("a", "en", List.of("b"), Optional.of(STOP));

        assertThat(LetterJson.read(LetterJson.write(plain))).isEqualTo(plain);
        assertThat(LetterJson.read(LetterJson.write(linked))).isEqualTo(linked);
    }

    @Test
    void whatItsTextsHoldIsTextInHtml() {
        String html = LetterText.html(
                new Letter("<b>&\"'", "en", List.of("<script>alert(1)</script> & 'x' \"y\""), Optional.of(STOP)));

        assertThat(html)
                .contains("<title>&lt;b&gt;&amp;&quot;&#39;</title>")
                .contains("<p>&lt;script&gt;alert(1)&lt;/script&gt; &amp; &#39;x&#39; &quot;y&quot;</p>")
                .contains("<a href=\"https://login.example/stop?a=1&amp;b=2\">Stop &lt;this&gt;</a>")
                .doesNotContain("<script")
                .doesNotContain("<b>");
    }

    @Test
    void withoutALinkItHasNone() {
        Letter letter = new Letter("Subject", "de", List.of("One.", "Two."));

        assertThat(LetterText.html(letter))
                .startsWith("<!DOCTYPE html>\r\n<html lang=\"de\">")
                .doesNotContain("<a ")
                .doesNotContain("href", "src", "url(", "http");
        assertThat(LetterText.text(letter)).isEqualTo("One.\r\n\r\nTwo.\r\n");
    }

    @Test
    void theTextNamesTheAddressOfItsLink() {
        assertThat(LetterText.text(new Letter("a", "en", List.of("b"), Optional.of(STOP))))
                .isEqualTo("b\r\n\r\nStop <this>\r\nhttps://login.example/stop?a=1&b=2\r\n");
    }
}
