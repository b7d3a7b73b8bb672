package dev.countersign.smpp;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** A body of application/x-www-form-urlencoded. */
final class FormParameters {

    private final List<Parameter> all;

    private record Parameter(String name, String value) {}

    private FormParameters(List<Parameter> all) {
        this.all = all;
    }

    /** Throws {@link JsonException} when it is none, as {@link Pointers#parse} does. */
    static FormParameters parse(String body) {
        List<Parameter> all = new ArrayList<>();
        for (String pair : body.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                all.add(
                        equals < 0
                                ? new Parameter(decode(pair), "")
                                : new Parameter(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1))));
            }
        }
        return new FormParameters(all);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new JsonException("no form", e);
        }
    }

    /** Names and values without anything between them, sorted by name. */
    String sorted() {
        return all.stream()
                .sorted(Comparator.comparing(Parameter::name).thenComparing(Parameter::value))
                .map(parameter -> parameter.name + parameter.value)
                .collect(Collectors.joining());
    }

    /** A flat object of texts; of two parameters with one name the last one counts. */
    JsonObject json() {
        JsonObjectBuilder json = Json.createObjectBuilder();
        all.forEach(parameter -> json.add(parameter.name, parameter.value));
        return json.build();
    }
}
