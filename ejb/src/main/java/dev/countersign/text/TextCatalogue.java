package dev.countersign.text;

import dev.countersign.crypto.Secrets;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All texts of one language by key, for the server and for the pages alike. A text may have arguments in braces, and where a
 * page needs it a plural as ICU writes it: {@code {n, plural, one {# minute} other {# minutes}}}.
 */
public final class TextCatalogue {

    /** Languages with texts of their own. */
    public static final List<String> LANGUAGES = List.of("en", "fr", "it", "ru", "es", "de", "zh");

    private static final Map<String, TextCatalogue> ALL =
            LANGUAGES.stream().collect(Collectors.toUnmodifiableMap(language -> language, TextCatalogue::read));

    private final String json;
    private final String digest;
    private final Map<String, String> texts;

    private TextCatalogue(String json) {
        this.json = json;
        this.digest = Secrets.digestOf(json);
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            this.texts = reader.readObject().entrySet().stream()
                    .collect(Collectors.toUnmodifiableMap(
                            Map.Entry::getKey, text -> ((JsonString) text.getValue()).getString()));
        }
    }

    /** The texts of that language, two lower-case letters; empty if there are none. */
    public static Optional<TextCatalogue> find(String language) {
        return Optional.ofNullable(ALL.get(language));
    }

    /** The texts for somebody of that language, in English where there are none. */
    public static TextCatalogue forReader(String language) {
        return find(language).orElseGet(() -> ALL.get("en"));
    }

    /** The text of that key as it stands, with its arguments. */
    public String getText(String key) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("there is no text " + key);
        }
        return text;
    }

    /** The whole catalogue: a flat JSON object, sorted by key. */
    public String json() {
        return json;
    }

    /** Changes when any text changes. */
    public String digest() {
        return digest;
    }

    private static TextCatalogue read(String language) {
        try (InputStream file = TextCatalogue.class.getResourceAsStream(language + ".json")) {
            if (file == null) {
                throw new IllegalStateException("there are no texts in " + language);
            }
            return new TextCatalogue(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
