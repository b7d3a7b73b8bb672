package dev.countersign.smpp;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.util.HexFormat;
import java.util.stream.Stream;

/** The vector files of the test resources. */
final class Vectors {

    private Vectors() {}

    static Stream<JsonObject> of(String file, String list) {
        try (JsonReader reader = Json.createReader(Vectors.class.getResourceAsStream("/vectors/" + file))) {
            return reader.readObject().getJsonArray(list).getValuesAs(JsonObject.class).stream();
        }
    }

    static String hex(Octets octets) {
        return HexFormat.of().formatHex(octets.toArray());
    }
}
