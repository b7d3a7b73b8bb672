package dev.countersign.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.text.TextCatalogue;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The pages and the catalogue know the same texts: none is missing, none is left over. */
class PageTextsTest {

    private static final List<String> FOLDERS =
            List.of("shared", "portal", "trading", "authenticator", "activate", "errors", "help", "stop");
    private static final Pattern KEY = Pattern.compile("'([a-z]+\\.[a-z]+(?:-[a-z]+)*)'");

    /** Names of the same form that are no texts: where a browser keeps things. */
    private static final Set<String> OTHER_NAMES = Set.of("countersign.language", "countersign.session");

    @Test
    void everyTextThatAPageNamesIsInTheCatalogue() throws IOException {
        assertThat(named()).isNotEmpty().isSubsetOf(catalogue());
    }

    @Test
    void everyTextOfTheCatalogueIsNamedByAPageOrIsOneOfTheServers() throws IOException {
        Set<String> left = new TreeSet<>(catalogue());
        left.removeAll(named());

        assertThat(left).allMatch(key -> key.matches("(sms|link|mail|push)\\..+"));
    }

    private static Set<String> catalogue() {
        String english = TextCatalogue.find("en").orElseThrow().json();
        try (JsonReader reader = Json.createReader(new StringReader(english))) {
            return reader.readObject().keySet();
        }
    }

    private static Set<String> named() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main/webapp"))) {
            return files.filter(PageTextsTest::isOurs)
                    .flatMap(PageTextsTest::keys)
                    .filter(key -> !OTHER_NAMES.contains(key))
                    .collect(Collectors.toSet());
        }
    }

    private static boolean isOurs(Path file) {
        return file.toString().endsWith(".js")
                && FOLDERS.contains(file.getName(3).toString());
    }

    private static Stream<String> keys(Path file) {
        try {
            return KEY.matcher(Files.readString(file)).results().map((MatchResult found) -> found.group(1));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
