package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.text.TextCatalogue;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** The words of the help page are a file for each language beside it; its answers lead somewhere, and so do the links to them. */
class HelpWordsTest {

    @SuppressWarnings("unused") // named by FieldSource
    private static final List<String> LANGUAGES = TextCatalogue.LANGUAGES;

    private static final Path HELP = PageModules.WEBAPP.resolve("help");
    private static final Pattern KEY = Pattern.compile("'([a-z]+/[a-z]+(?:-[a-z]+)*)'");
    private static final Pattern QUESTION = Pattern.compile("\\bid: '([a-z-]+)'");
    private static final Pattern NEED = Pattern.compile("needs: '([a-z-]+)'");
    private static final Pattern FEATURE = Pattern.compile("([a-z]+): (?:true|false)");
    private static final Pattern TIME =
            Pattern.compile("(?:\\d|two|three|four|five|six|ten) (?:more )?(?:seconds|minutes|hours|days)\\b");
    private static final List<Pattern> LINKS = List.of(
            Pattern.compile("to: '([a-z-]+)'"),
            Pattern.compile("help: '([a-z-]+)'"),
            Pattern.compile("helpLink\\('([a-z-]+)'\\)"));

    @ParameterizedTest
    @FieldSource("LANGUAGES")
    void eachLanguageHasTheWordsThatThePageSaysAndNoOthers(String language) throws IOException {
        Map<String, String> words = words(language);

        assertThat(words.keySet()).containsExactlyElementsOf(find(HELP, KEY)).isNotEmpty();
        assertThat(words.values()).noneMatch(String::isBlank);
    }

    /** How long something takes is a setting of the operator's. */
    @Test
    void noWordsNameATimeThatIsSet() throws IOException {
        assertThat(words("en").values()).noneMatch(TIME.asPredicate());
    }

    /** Marks of half width stand in a Chinese text beside Latin letters alone. */
    @Test
    void marksBetweenChineseCharactersHaveTheirWidth() throws IOException {
        assertThat(words("zh").values())
                .noneMatch(Pattern.compile("\\p{IsHan}[,:;?!()]|[,:;?!()]\\p{IsHan}")
                        .asPredicate());
    }

    @Test
    void aLinkLeadsToAQuestion() throws IOException {
        Set<String> linked = new TreeSet<>();
        for (Pattern link : LINKS) {
            Set<String> found = find(PageModules.WEBAPP, link);
            assertThat(found).as(link.pattern()).isNotEmpty();
            linked.addAll(found);
        }

        assertThat(find(HELP, QUESTION)).hasSize(10).containsAll(linked);
    }

    @Test
    void whatIsNotThereYetCanBeSwitchedOn() throws IOException {
        assertThat(find(HELP, NEED)).isEqualTo(find(HELP.resolve("features.js"), FEATURE));
    }

    /** In the order of the file. */
    private static Map<String, String> words(String language) throws IOException {
        Map<String, String> words = new LinkedHashMap<>();
        try (JsonReader reader =
                Json.createReader(Files.newBufferedReader(HELP.resolve("words").resolve(language + ".json")))) {
            reader.readObject().forEach((key, text) -> words.put(key, ((JsonString) text).getString()));
        }
        return words;
    }

    private static Set<String> find(Path folder, Pattern pattern) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(".js"))
                    .flatMap(file -> PageModules.find(pattern, read(file)).stream())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
