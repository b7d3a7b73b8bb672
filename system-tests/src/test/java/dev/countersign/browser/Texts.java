package dev.countersign.browser;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.blackbox.Answer;
import dev.countersign.blackbox.Http;

/** What pages say in one language, from the catalogue that the server tells to the pages. */
record Texts(JsonNode catalogue) {

    static Texts of(Http http, String language) {
        Answer answer = http.get("/api/v1/texts/" + language);
        if (answer.status() != 200) {
            throw new AssertionError(answer.toString());
        }
        return new Texts(answer.json());
    }

    /**
     * The text of a key.
     *
     * @param values name and value of each hole, in turn
     */
    String say(String key, String... values) {
        if (!catalogue.has(key)) {
            throw new AssertionError("no text " + key);
        }
        String text = catalogue.path(key).asText();
        for (int i = 0; i < values.length; i += 2) {
            text = text.replace("{" + values[i] + "}", values[i + 1]);
        }
        return text;
    }

    /** What stands before the first hole. */
    String beginning(String key) {
        String text = say(key);
        return text.contains("{") ? text.substring(0, text.indexOf('{')) : text;
    }
}
