package dev.countersign.carrier;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.HashMap;
import java.util.Map;

/** Secrets by their names, as the one text that is sealed. */
final class SecretTexts {

    private SecretTexts() {}

    static String write(Map<String, String> texts) {
        JsonObjectBuilder json = Json.createObjectBuilder();
        texts.forEach(json::add);
        return json.build().toString();
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
