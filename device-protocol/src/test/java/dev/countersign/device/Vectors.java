package dev.countersign.device;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.stream.Stream;

/** Published and computed test vectors, read from the test's own resources. */
final class Vectors {

    private Vectors() {}

    static JsonObject read(String name) {
        try (InputStream in = Objects.requireNonNull(Vectors.class.getResourceAsStream("/vectors/" + name), name);
                JsonReader reader = Json.createReader(in)) {
            return reader.readObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Stream<JsonObject> list(JsonObject file, String name) {
        return file.getJsonArray(name).getValuesAs(JsonObject.class).stream();
    }
}
