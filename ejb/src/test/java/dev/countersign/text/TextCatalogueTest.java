package dev.countersign.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class TextCatalogueTest {

    @SuppressWarnings("unused") // named by FieldSource
    private static final List<String> LANGUAGES = TextCatalogue.LANGUAGES;

    private static final int GSM_UNITS_IN_ONE_PART = 160;
    private static final int UCS2_UNITS_IN_ONE_PART = 70;

    /** 3GPP TS 23.038 section 6.2.1: the default alphabet, and behind the blank line what takes two units. */
    private static final String GSM_ALPHABET = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?"
            + "¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

    private static final String GSM_EXTENSION = "\f^{}\\[~]|€";

    private static final Pattern NOTHING = Pattern.compile("(?!)");

    /** What stands beside the one word of a thing, by language; in Italian a formal address, in Chinese marks of half width. */
    private static final Map<String, Pattern> UNWANTED = Map.of(
            "en",
            Pattern.compile("[Ss]ecurity card"),
            "fr",
            Pattern.compile("[Cc]arte à affichage"),
            "it",
            Pattern.compile("[Tt]esser[ae]\\b|\\b(Lei|Sua|Sue|Suo|Suoi)\\b"),
            "es",
            Pattern.compile("[Tt]arjeta con pantalla"),
            "de",
            Pattern.compile(
                    "Display-Karte|Kundendienst|(das|kein|früheres) Login\\b|([Ee]in|[Dd]en|Weiterer) Challenge\\b"),
            "ru",
            Pattern.compile("[Кк]арта с дисплеем"),
            "zh",
            Pattern.compile("显示卡|应答码|第二验证|\\p{IsHan}[,:;?!()]|[,:;?!()]\\p{IsHan}"));

    private static final Pattern TIME =
            Pattern.compile("(?:\\d|two|three|four|five|six|ten) (?:more )?(?:seconds|minutes|hours|days)\\b");

    /** What stands for an argument when a text is measured: as long as it gets. */
    private static final Map<String, String> ARGUMENTS = Map.of(
            "code",
            "042042",
            "min",
            "10",
            "phone",
            "+123456789012345",
            "link",
            "https://login.broker.example/stop/#" + "t".repeat(22));

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void eachLanguageHasTheTextsOfEnglishWithTheSameArguments(String language) {
        assertThat(argumentsByKey(language)).isNotEmpty().isEqualTo(argumentsByKey("en"));
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void keysAreSortedAndTextsAreNotEmpty(String language) {
        Map<String, String> texts = texts(language);

        assertThat(List.copyOf(texts.keySet())).isSorted().doesNotHaveDuplicates();
        assertThat(texts.keySet()).allMatch(key -> key.matches("[a-z][A-Za-z0-9]*(\\.[A-Za-z0-9_-]+)+"));
        assertThat(texts.values()).noneMatch(String::isBlank);
        assertThat(TextCatalogue.forReader(language).json().lines().filter(line -> line.contains("\": \"")))
                .as("a line a text, none of them twice")
                .hasSameSizeAs(texts.keySet());
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void eachSmsFitsOnePartOfItsAlphabet(String language) {
        Map<String, String> sms = texts(language);
        sms.keySet().removeIf(key -> !key.startsWith("sms."));

        assertThat(sms).isNotEmpty();
        sms.forEach((key, text) -> assertThat(partOf(filled(text))).as(key).isLessThanOrEqualTo(1.0));
    }

    /** 3GPP TS 23.040 section 9.2.3.24.1: in a message of several parts each has a header of six octets. */
    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void aTextWithALinkFitsTwoParts(String language) {
        Map<String, String> links = texts(language);
        links.keySet().removeIf(key -> !key.startsWith("link."));

        assertThat(links).isNotEmpty();
        links.forEach((key, text) -> assertThat(partOf(filled(text))).as(key).isLessThanOrEqualTo(2 * 67.0 / 70));
    }

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void eachThingHasOneNameAndTheReaderOneForm(String language) {
        Pattern unwanted = UNWANTED.getOrDefault(language, NOTHING);

        assertThat(texts(language).values()).noneMatch(unwanted.asPredicate());
    }

    /** How long something takes is a setting of the operator's; the record of logins and the codes of apps have times of their own. */
    @Test
    void noTextNamesATimeThatIsSet() {
        Map<String, String> texts = texts("en");
        texts.keySet().removeAll(Set.of("home.no-logins", "totp.add-text"));

        assertThat(texts.values()).noneMatch(TIME.asPredicate());
    }

    @Test
    void measuresByTheAlphabetThatATextNeeds() {
        assertThat(partOf("a".repeat(160))).isEqualTo(1);
        assertThat(partOf("a".repeat(159) + "€")).isGreaterThan(1);
        assertThat(partOf("á".repeat(70))).isEqualTo(1);
        assertThat(partOf("á" + "a".repeat(70))).isGreaterThan(1);
    }

    @Test
    void findsTheArgumentsOfPluralsToo() {
        assertThat(MessageArguments.of("In {n, plural, one {# minute} other {# minutes of {name}}} at {place}."))
                .isEqualTo(Set.of("n", "name", "place"));
        for (String broken :
                List.of("{a", "a}", "{a, plural, one {x}}", "{a, choice, other {x}}", "{a, plural, x {y}}")) {
            assertThatThrownBy(() -> MessageArguments.of(broken)).isInstanceOf(AssertionError.class);
        }
    }

    @Test
    void knowsNoOtherLanguageAndNoOtherKey() {
        assertThat(TextCatalogue.find("xx")).isEmpty();
        assertThat(TextCatalogue.find("../en")).isEmpty();
        assertThatThrownBy(() -> TextCatalogue.forReader("en").getText("sms.NOTHING"))
                .hasMessage("there is no text sms.NOTHING");
    }

    @Test
    void aReaderChoosesALanguageThatThereIs() {
        assertThat(TextCatalogue.LANGUAGES)
                .allMatch(code -> new ReaderLanguage(code).code().equals(code));
        for (String none : List.of("", "xx", "EN", "en-GB")) {
            assertThatThrownBy(() -> new ReaderLanguage(none))
                    .hasMessage("language is one of en, fr, it, ru, es, de, zh");
        }
    }

    @Test
    void languagesDifferInTheirDigest() {
        Set<String> digests = TextCatalogue.LANGUAGES.stream()
                .map(language -> TextCatalogue.forReader(language).digest())
                .collect(Collectors.toSet());

        assertThat(digests).hasSameSizeAs(TextCatalogue.LANGUAGES);
    }

    private static Map<String, Set<String>> argumentsByKey(String language) {
        Map<String, Set<String>> arguments = new TreeMap<>();
        texts(language).forEach((key, text) -> arguments.put(key, new TreeSet<>(MessageArguments.of(text))));
        return arguments;
    }

    /** In the order of the file. */
    private static Map<String, String> texts(String language) {
        Map<String, String> texts = new java.util.LinkedHashMap<>();
        try (JsonReader reader = Json.createReader(
                new StringReader(TextCatalogue.forReader(language).json()))) {
            reader.readObject().forEach((key, text) -> texts.put(key, ((JsonString) text).getString()));
        }
        return texts;
    }

    private static String filled(String text) {
        String name = "n".repeat(SmsTexts.longestName(text));
        String filled = text.replace("{user}", name).replace("{device}", name);
        for (Map.Entry<String, String> argument : ARGUMENTS.entrySet()) {
            filled = filled.replace("{" + argument.getKey() + "}", argument.getValue());
        }
        assertThat(filled).as("each argument of an SMS has a value here").doesNotContain("{");
        return filled;
    }

    private static double partOf(String text) {
        boolean gsm = text.chars().allMatch(c -> (GSM_ALPHABET + GSM_EXTENSION).indexOf(c) >= 0);
        if (!gsm) {
            return (double) text.length() / UCS2_UNITS_IN_ONE_PART;
        }
        long extension = text.chars().filter(c -> GSM_EXTENSION.indexOf(c) >= 0).count();
        return (double) (text.length() + extension) / GSM_UNITS_IN_ONE_PART;
    }
}
