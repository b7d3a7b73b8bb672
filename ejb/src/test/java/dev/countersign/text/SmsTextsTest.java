package dev.countersign.text;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.sms.CodePurpose;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SmsTextsTest {

    @SuppressWarnings("unused") // named by FieldSource
    private static final java.util.List<String> LANGUAGES = TextCatalogue.LANGUAGES;

    private final Beans beans = new Beans();
    private final SmsTexts texts = beans.call(SmsTexts.class, made -> made);

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void beginsWithTheCodeAndTellsItsLife(String language) {
        for (CodePurpose purpose : CodePurpose.values()) {
            String text = texts.code(purpose.name(), language, "042042", Duration.ofMinutes(10));

            assertThat(text)
                    .startsWith("042042")
                    .contains("10")
                    .doesNotContain("{")
                    .doesNotContain("http");
        }
    }

    @Test
    void speaksEachLanguage() {
        long different = TextCatalogue.LANGUAGES.stream()
                .map(language -> texts.code("LOGIN", language, "042042", Duration.ofMinutes(10)))
                .distinct()
                .count();

        assertThat(different).isEqualTo(TextCatalogue.LANGUAGES.size());
    }

    @Test
    void speaksEnglishWhereItHasNoWords() {
        assertThat(texts.code("LOGIN", "xx", "042042", Duration.ofMinutes(10)))
                .isEqualTo("042042 is your login code, valid 10 min. Never share it.");
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void aNoticeNamesTheUserAndWhomToCall(String language) {
        SmsTexts withPhone =
                new Beans().set("countersign.help-desk.phone", "+41445550123").call(SmsTexts.class, made -> made);
        for (String change : java.util.List.of("NUMBER_ADDED", "NUMBER_CHANGED")) {
            String known = withPhone.notice(change, language, "anna");
            String unknown = texts.notice(change, language, "anna");

            assertThat(known).contains("anna", "+41445550123").doesNotContain("{");
            assertThat(unknown).contains("anna").doesNotContain("{", "+").isNotEqualTo(known);
        }
    }

    /** What he can do at once, whoever answers the telephone; and no number that an imitation could put its own in the place of. */
    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void whosePasswordIsKnownIsToldToChangeItAndCallsNobody(String language) {
        SmsTexts withPhone =
                new Beans().set("countersign.help-desk.phone", "+41445550123").call(SmsTexts.class, made -> made);

        String text = withPhone.notice("PASSWORD_KNOWN", language, "anna");

        assertThat(text)
                .contains("anna")
                .doesNotContain("+41445550123", "{")
                .isEqualTo(texts.notice("PASSWORD_KNOWN", language, "anna"));
    }

    @Test
    void inEnglishThatIs() {
        assertThat(texts.notice("PASSWORD_KNOWN", "en", "anna"))
                .isEqualTo("A login to anna with the right password was not approved. Not you? Change your password.");
    }

    @Test
    void aLongNameIsCutInANotice() {
        assertThat(texts.notice("NUMBER_ADDED", "en", "abcdefghijklmnopqrst"))
                .isEqualTo(
                        "A mobile number was added for abcdefghijklmnopqrst. Not you? Call our client services now.");
        assertThat(texts.notice("NUMBER_ADDED", "en", "abcdefghijklmnopqrstu"))
                .isEqualTo(
                        "A mobile number was added for abcdefghijklmnopqr... Not you? Call our client services now.");
    }

    @Test
    void itIsCutEarlierWhereAPartHoldsFewerCharacters() {
        assertThat(texts.notice("NUMBER_ADDED", "en", "\u0161bcdefghijk")).contains("\u0161bcdefgh...");
        assertThat(texts.notice("NUMBER_ADDED", "ru", "abcdefghijk")).contains("abcdefgh..");
    }

    @Test
    void whatElseATextNamesIsCutAndCleaned() {
        assertThat(texts.notice(
                        "AUTHENTICATOR_ACTIVE", "en", "anna", Map.of("device", "Chrome\u2603, Linux {x} 9000 plus")))
                .isEqualTo(
                        "The authenticator for anna is now active on Chrome Linux x 900... Not you? Call our client services now.");
    }

    @Test
    void keepsTheDigitsWhateverTheServersLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
            assertThat(texts.code("LOGIN", "en", "042042", Duration.ofSeconds(61))
                            .getBytes(StandardCharsets.UTF_8))
                    .isEqualTo(
                            "042042 is your login code, valid 2 min. Never share it.".getBytes(StandardCharsets.UTF_8));
        } finally {
            Locale.setDefault(before);
        }
    }
}
