package dev.countersign.notice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.phone.CodePurpose;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SmsTextsTest {

    @SuppressWarnings("unused") // named by FieldSource
    private static final java.util.List<String> LANGUAGES = TextCatalogue.LANGUAGES;

    private final SmsTexts texts = new SmsTexts();

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
