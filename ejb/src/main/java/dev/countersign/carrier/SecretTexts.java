package dev.countersign.carrier;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Secrets by their names, as the one text that is sealed. */
final class SecretTexts {

    /** Sealed they are a third longer, and have a nonce, a tag and the name of a key: the column has 64,000 characters. */
    private static final int MOST_OCTETS = 45_000;

    private SecretTexts() {}

    static String write(Map<String, String> texts) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        texts.forEach(json::add);
        return json.build().toString();
    }

    /** Whether they have their place when they are sealed. */
    static boolean fit(Map<String, String> texts) {
        return write(texts).getBytes(StandardCharsets.UTF_8).length <= MOST_OCTETS;
    }

    static Map<String, String> read(String json) {
        try (JsonReader reader = Json.createReader(new StringReader(json))) {
            JsonObject object = reader.readObject();
            Map<String, String> texts = new HashMap<>();
            object.keySet().forEach(name -> texts.put(name, object.getString(name)));
            return texts;
        }
    }
}
