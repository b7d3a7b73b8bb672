package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.blackbox.Answer;
import dev.countersign.blackbox.Http;
import dev.countersign.blackbox.Product;
import dev.countersign.blackbox.TestUser;
import java.util.Map;
import java.util.TreeMap;

/** A login, on whatever screen, that asks the user's phone. */
record PushedLogin(Http http, Answer begun) {

    private static final String LOGINS = "/api/v1/logins";

    /** Where no number is asked for, and where one always is; tests of other things have peace from both. */
    private static final Map<Boolean, String> JURISDICTIONS = Map.of(false, "SE", true, "FI");

    /** A user whose phone asks for a number at each login, or at none. */
    static TestUser user(Product product, boolean matchNumber) {
        return prefer(product, product.operator().newUser(), matchNumber);
    }

    /** From now on the user's phone asks for a number at each login, or at none. */
    static TestUser prefer(Product product, TestUser user, boolean matchNumber) {
        String jurisdiction = JURISDICTIONS.get(matchNumber);
        assertThat(product.operator()
                        .setRule(jurisdiction, "NUMBER_MATCHING", matchNumber ? "2" : "0")
                        .status())
                .isEqualTo(200);
        assertThat(product.operator()
                        .change(user.userName(), "{\"jurisdiction\": \"" + jurisdiction + "\"}")
                        .status())
                .isEqualTo(200);
        return user;
    }

    /** Begins one; the phone listens. */
    static PushedLogin begin(Product product, TestUser user) {
        return begin(product, user, "WORKSTATION");
    }

    static PushedLogin begin(Product product, TestUser user, String clientKind) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("userName", user.userName()).put("password", user.password());
        json.putObject("client").put("kind", clientKind).put("version", "966");
        Http http = product.http();
        Answer begun = http.post(LOGINS, json);
        assertThat(begun.json().at("/started/kind").asText())
                .as(begun.toString())
                .isEqualTo("PUSH");
        Map<String, String> headers = new TreeMap<>(http.headers());
        headers.put("Authorization", "Bearer " + begun.text("secret"));
        return new PushedLogin(new Http(http.base(), Map.copyOf(headers)), begun);
    }

    /** Where it comes from, as the phone tells it. */
    String place() {
        return http.headers().get("X-Forwarded-For");
    }

    /** The two digits on its screen. */
    String number() {
        return begun.json().at("/started/number").asText();
    }

    /** Two digits that are not on it. */
    String otherNumber() {
        return number().equals("42") ? "43" : "42";
    }

    String state() {
        return http.get(path("")).text("state");
    }

    /** Asks once more: the older request is superseded. */
    void again() {
        assertThat(http.post(path("/push")).status()).isEqualTo(202);
    }

    /** Six digits to be answered instead. */
    String challenge() {
        return http.post(path("/challenge")).json().at("/started/challenge").asText();
    }

    /** Sends the response; returns the state after it. */
    String answer(String response) {
        return http.post(path("/answer"), JsonNodeFactory.instance.objectNode().put("code", response))
                .text("state");
    }

    void cancel() {
        assertThat(http.send("DELETE", path(""), "application/json", "").status())
                .isEqualTo(204);
    }

    private String path(String rest) {
        return LOGINS + "/" + begun.text("id") + rest;
    }
}
