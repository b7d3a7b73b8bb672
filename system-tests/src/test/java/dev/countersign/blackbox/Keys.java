package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The operator's view of the keys of secrets at rest. */
record Keys(Http http) {

    private static final String PATH = "/api/v1/admin/keys";

    /** Rotates the data key of a purpose, which must succeed, and tells the id of the key that is superseded now. */
    String rotateData(String purpose) {
        String old = current(purpose).path("id").asText();
        Answer answer = rotate("{\"kind\": \"DATA\", \"purpose\": \"" + purpose + "\"}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return old;
    }

    Answer rotateMaster() {
        return rotate("{\"kind\": \"MASTER\"}");
    }

    Answer rotate(String json) {
        return http.post(PATH + "/rotation", json);
    }

    Answer remove(String keyId) {
        return http.send(http.request(PATH + "/" + keyId).DELETE());
    }

    JsonNode current(String purpose) {
        return stream(list().path("dataKeys"))
                .filter(key -> key.path("purpose").asText().equals(purpose)
                        && key.path("state").asText().equals("CURRENT"))
                .findFirst()
                .orElseThrow();
    }

    /** A data key or master key; missing node when it is gone. */
    JsonNode get(String id) {
        JsonNode keys = list();
        return Stream.concat(stream(keys.path("dataKeys")), stream(keys.path("masterKeys")))
                .filter(key -> key.path("id").asText().equals(id))
                .findFirst()
                .orElse(com.fasterxml.jackson.databind.node.MissingNode.getInstance());
    }

    JsonNode list() {
        Answer answer = http.get(PATH);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json();
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
