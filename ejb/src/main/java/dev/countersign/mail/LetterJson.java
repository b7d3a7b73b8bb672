package dev.countersign.mail;

import dev.countersign.mail.Letter.Link;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.net.URI;
import java.util.Optional;

/** A letter as the outbox keeps it, sealed. */
final class LetterJson {

    private LetterJson() {}

    static String write(Letter letter) {
        JsonArrayBuilder paragraphs = Json.createArrayBuilder();
        letter.paragraphs().forEach(paragraphs::add);
        JsonObjectBuilder json = Json.createObjectBuilder()
                .add("subject", letter.subject())
                .add("language", letter.language())
                .add("paragraphs", paragraphs);
        letter.link()
                .ifPresent(link -> json.add("label", link.label())
                        .add("address", link.address().toString()));
        return json.build().toString();
    }

    static Letter read(String written) {
        try (JsonReader reader = Json.createReader(new StringReader(written))) {
            JsonObject json = reader.readObject();
            Optional<Link> link = json.containsKey("address")
                    ? Optional.of(new Link(json.getString("label"), URI.create(json.getString("address"))))
                    : Optional.empty();
            return new Letter(
                    json.getString("subject"),
                    json.getString("language"),
                    json.getJsonArray("paragraphs").getValuesAs(JsonString::getString),
                    link);
        }
    }
}
