package dev.countersign.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.mail.Letter;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.securityevent.SecurityEvent.Kind;
import dev.countersign.text.SmsTexts;
import dev.countersign.text.TextCatalogue;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class AlertLettersTest {

    @SuppressWarnings("unused") // named by FieldSource
    private static final List<String> LANGUAGES = TextCatalogue.LANGUAGES;

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:59Z");

    private final Beans withPhone = new Beans().set("countersign.help-desk.phone", "+41445550123");
    private final AlertLetters letters = withPhone.call(AlertLetters.class, made -> made);

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void eachKindHasItsWordsInEachLanguage(String language) {
        SmsTexts sms = withPhone.call(SmsTexts.class, made -> made);
        for (Kind kind : Kind.values()) {
            SecurityEvent event = event(kind);
            Letter letter = letters.letter(event, language, "demoa001", NOW);

            assertThat(letter.language()).isEqualTo(language);
            assertThat(letter.link()).isEmpty();
            assertThat(letter.subject()).doesNotContain("{", "demoa001");
            assertThat(letter.paragraphs())
                    .hasSize(4)
                    .noneMatch(text -> text.contains("{") || text.contains("demoa001") || text.contains("http"));
            assertThat(letter.paragraphs().get(0)).contains("de•••01");
            assertThat(letter.paragraphs().get(1)).contains("2026-01-02 03:04 UTC");
            assertThat(letter.paragraphs().get(2)).contains("+41445550123");
            String notice = sms.notice(Topic.of(kind).name(), language, "demoa001", event.arguments());
            assertThat(notice).contains("demoa001").doesNotContain("{");
            assertThat(notice.contains("+41445550123"))
                    .as("whoever's password is known changes it himself")
                    .isEqualTo(Topic.of(kind) != Topic.PASSWORD_KNOWN);
        }
    }

    @Test
    void withoutAHelpDeskItNamesNoNumber() {
        AlertLetters none = new Beans().call(AlertLetters.class, made -> made);

        assertThat(none.letter(event(Kind.LOCKED), "en", "demoa001", NOW).paragraphs())
                .contains("Was it not you? Call our client services at once, at the number that you know.");
    }

    @Test
    void aShortNameShowsItsFirstLetterAlone() {
        assertThat(letters.body(event(Kind.LOCKED), "en", "annab")).startsWith("The access of a••• was locked");
        assertThat(letters.body(event(Kind.LOCKED), "en", "annabe")).startsWith("The access of an•••be was locked");
    }

    @Test
    void whatAPhoneCallsItselfStaysOneShortLine() {
        SecurityEvent event = event(Kind.ACTIVATED).with("device", "Ph\r\nBcc: x\u0000 {user} " + "y".repeat(100));

        String body = letters.body(event, "en", "demoa001");

        assertThat(body).contains("PhBcc: x {user} yyy").doesNotContain("\r", "\n", "\u0000", "y".repeat(60));
    }

    @Test
    void anUnknownLanguageReadsEnglish() {
        Letter letter = letters.letter(event(Kind.LOCKED), "xx", "demoa001", NOW);

        assertThat(letter.language()).isEqualTo("en");
        assertThat(letter.subject()).isEqualTo("Your access was locked");
    }

    private static SecurityEvent event(Kind kind) {
        return SecurityEvent.of(7, kind).with("device", "Pixel 9").with("left", "9");
    }
}
