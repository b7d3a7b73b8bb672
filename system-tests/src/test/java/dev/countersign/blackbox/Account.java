package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.stream.StreamSupport;

/** A signed-in user who keeps his numbers. */
record Account(Http http) {

    private static final String PATH = "/api/v1/me/numbers";

    /** Signed in by the password alone, as a user without a factor is. */
    static Account withoutFactor(Product product, TestUser user) {
        Answer token = product.portal().begin(user).token();
        assertThat(token.status()).as(token.toString()).isEqualTo(200);
        return new Account(product.http().as(token.text("accessToken")));
    }

    static Account withSms(Product product, TestUser user) {
        return new Account(product.http().as(product.portal().logIn(user, product.inbox())));
    }

    /** The same session, on another server. */
    Account at(Http server) {
        return new Account(server.with("Authorization", http.headers().get("Authorization")));
    }

    Answer numbers() {
        return http.get(PATH);
    }

    /** A member of the number that is found by its last four digits. */
    JsonNode number(String e164) {
        return StreamSupport.stream(numbers().json().spliterator(), false)
                .filter(number -> number.path("number").asText().endsWith(e164.substring(e164.length() - 4)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no number " + e164));
    }

    Answer add(String number) {
        return add(body().put("number", number));
    }

    Answer add(ObjectNode body) {
        return http.post(PATH, body);
    }

    /** Adds a number and returns its id. */
    String added(String number) {
        Answer answer = add(number);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.text("id");
    }

    Answer sendCode(String id) {
        return http.post(PATH + "/" + id + "/verification");
    }

    Answer sendCode(String id, ObjectNode body) {
        return http.post(PATH + "/" + id + "/verification", body);
    }

    Answer answer(String id, String code) {
        return answer(id, body().put("code", code));
    }

    Answer answer(String id, ObjectNode body) {
        return http.post(PATH + "/" + id + "/verification/answer", body);
    }

    Answer makeDefault(String id, ObjectNode body) {
        return http.send("PUT", PATH + "/" + id + "/default", "application/json", body.toString());
    }

    Answer remove(String id) {
        return http.send(http.request(PATH + "/" + id).DELETE());
    }

    Answer remove(String id, ObjectNode body) {
        return http.send("DELETE", PATH + "/" + id, "application/json", body.toString());
    }

    /** Begins a confirmation; returns its id. */
    String beginConfirmation(String purpose) {
        Answer begun = http.post("/api/v1/me/confirmations", body().put("purpose", purpose));
        assertThat(begun.status()).as(begun.toString()).isEqualTo(201);
        return begun.text("id");
    }

    /** Sets up an app that shows codes, on a phone whose clock says that it is now. */
    CodeApp addApp(Instant now) {
        Answer begun = http.post("/api/v1/me/totp", body().put("label", "App"));
        assertThat(begun.status()).as(begun.toString()).isEqualTo(201);
        CodeApp app = CodeApp.of(begun.text("secret"));
        Answer active =
                http.post("/api/v1/me/totp/" + begun.text("id") + "/activation", body().put("code", app.code(now)));
        assertThat(active.status()).as(active.toString()).isEqualTo(200);
        return app;
    }

    static ObjectNode body() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** The body with the answer to a confirmation. */
    static ObjectNode proven(ObjectNode body, String id, String code) {
        body.putObject("confirmation").put("id", id).put("code", code);
        return body;
    }
}
