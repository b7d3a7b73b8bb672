package dev.countersign.blackbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a server answered. */
public record Answer(int status, HttpHeaders headers, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern COOKIE_VALUE = Pattern.compile("(?<==)[^;]*");

    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("No JSON: " + this, e);
        }
    }

    /** A member of the JSON object, as text; empty when it is not there. */
    public String text(String name) {
        return json().path(name).asText();
    }

    public String header(String name) {
        return headers.firstValue(name).orElse("");
    }

    /** All that a caller sees, but for what differs each time: the reference, the moment, and what a cookie holds. */
    String form() {
        Map<String, List<String>> visible = new TreeMap<>(headers.map());
        visible.remove("date");
        visible.computeIfPresent(
                "set-cookie",
                (name, cookies) -> cookies.stream().map(Answer::blank).toList());
        return status + " " + visible + "\n" + body.replace(text("reference"), "");
    }

    /** As long as it was. */
    private static String blank(String cookie) {
        return COOKIE_VALUE
                .matcher(cookie)
                .replaceFirst(value -> "x".repeat(value.group().length()));
    }

    @Override
    public String toString() {
        return status + " " + headers.map() + "\n" + body;
    }
}
