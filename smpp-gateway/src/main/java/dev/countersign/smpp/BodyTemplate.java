package dev.countersign.smpp;

import jakarta.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The body of a request with places in braces: {@code {to}}, {@code {toDigits}}, {@code {from}}, {@code {text}}, {@code {reference}},
 * {@code {key}}, {@code {validitySeconds}}, {@code {secret}}. What is put there is written so that it can be nothing but a value.
 *
 * @param contentType application/json or application/x-www-form-urlencoded
 */
record BodyTemplate(String contentType, String text) {

    static final String JSON = "application/json";
    static final String FORM = "application/x-www-form-urlencoded";

    private static final Pattern PLACE = Pattern.compile("\\{([a-zA-Z]+)}");

    BodyTemplate {
        if (!contentType.equals(JSON) && !contentType.equals(FORM)) {
            throw new IllegalArgumentException("contentType is " + JSON + " or " + FORM);
        }
        if (!text.contains("{to}") && !text.contains("{toDigits}")) {
            throw new IllegalArgumentException("body has a place for {to} or {toDigits}");
        }
        if (!text.contains("{text}")) {
            throw new IllegalArgumentException("body has a place for {text}");
        }
    }

    /** Whether the carrier is told how long the message may live. */
    boolean hasValidity() {
        return text.contains("{validitySeconds}");
    }

    /** Fills the places; one that nobody knows stays as it is. */
    String fill(Map<String, String> values) {
        Matcher place = PLACE.matcher(text);
        return place.replaceAll(found -> {
            String value = values.get(found.group(1));
            return Matcher.quoteReplacement(value == null ? found.group() : written(value));
        });
    }

    private String written(String value) {
        if (contentType.equals(FORM)) {
            return URLEncoder.encode(value, StandardCharsets.UTF_8);
        }
        String quoted = Json.createValue(value).toString();
        return quoted.substring(1, quoted.length() - 1);
    }
}
