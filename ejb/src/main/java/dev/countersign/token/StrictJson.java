package dev.countersign.token;

import jakarta.json.Json;
import jakarta.json.JsonConfig;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.stream.JsonParser;
import jakarta.json.stream.JsonParserFactory;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Reads octets that must be one JSON object in UTF-8 in which no name stands twice. */
public final class StrictJson {

    private static final JsonReaderFactory READERS =
            Json.createReaderFactory(Map.of(JsonConfig.KEY_STRATEGY, JsonConfig.KeyStrategy.NONE));

    private static final JsonParserFactory PARSERS = Json.createParserFactory(Map.of());

    private StrictJson() {}

    public static Optional<JsonObject> object(byte[] octets) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(octets))
                    .toString();
            requireOneValue(text);
            try (JsonReader reader = READERS.createReader(new StringReader(text))) {
                return Optional.of(reader.readObject());
            }
        } catch (CharacterCodingException | RuntimeException e) {
            // Whatever the parser did not like: this is not what was asked for.
            return Optional.empty();
        }
    }

    /** A reader stops where the first value ends; a parser goes on and refuses what stands behind. */
    private static void requireOneValue(String text) {
        try (JsonParser parser = PARSERS.createParser(new StringReader(text))) {
            while (parser.hasNext()) {
                parser.next();
            }
        }
    }
}
