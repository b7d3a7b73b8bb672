package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.util.stream.Stream;

/** A program that logs users in. */
public record Portal(Http http) {

    public Answer begin(String userName, String password) {
        return http.post("/api/v1/logins", json(userName, password));
    }

    static ObjectNode json(String userName, String password) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("userName", userName).put("password", password);
        json.putObject("client").put("kind", "PORTAL").put("version", "1.0");
        return json.put("language", "en");
    }

    Answer begin(String userName, String password, String clientKind) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("userName", userName).put("password", password);
        json.putObject("client").put("kind", clientKind).put("version", "1.0");
        return http.post("/api/v1/logins", json);
    }

    /** On a device that has this cookie. */
    Portal with(String deviceCookie) {
        return new Portal(http.with("Cookie", deviceCookie));
    }

    /** Begins with the right password, which must succeed. */
    public Attempt begin(TestUser user) {
        Answer begun = begin(user.userName(), user.password());
        assertThat(begun.status()).as(begun.toString()).isEqualTo(201);
        return Attempt.of(begun, http);
    }

    /** Logs the user in and returns the access token; the inbox brings the code. */
    public String logIn(TestUser user, Inbox inbox) {
        int before = inbox.codes(user).size();
        Attempt attempt = begin(user);
        assertThat(attempt.answer(inbox.code(user, before + 1)).status()).isEqualTo(200);
        Answer token = attempt.token();
        assertThat(token.status()).as(token.toString()).isEqualTo(200);
        return token.text("accessToken");
    }

    /** The id of the session that an access token is of. */
    static String session(String accessToken) {
        try {
            return SignedJWT.parse(accessToken).getJWTClaimsSet().getStringClaim("sid");
        } catch (ParseException e) {
            throw new AssertionError("not a token: " + e.getMessage(), e);
        }
    }

    /** One attempt, with its secret. */
    public record Attempt(Http http, Answer begun) {

        /** Has the secret that a beginning was answered with. */
        static Attempt of(Answer begun, Http server) {
            return new Attempt(server.as(begun.text("secret")), begun);
        }

        String id() {
            return begun.text("id");
        }

        /** The same attempt, asked about on another server. */
        Attempt at(Http other) {
            return of(begun, other);
        }

        /** The same attempt, whose every request is marked with this key. */
        Attempt marked(String key) {
            return new Attempt(http.with("Idempotency-Key", key), begun);
        }

        Attempt withSecret(String secret) {
            return new Attempt(http.as(secret), begun);
        }

        public Answer state() {
            return http.get(path(""));
        }

        Answer sms() {
            return http.post(path("/sms"));
        }

        /** Has the phone asked once more. */
        Answer push() {
            return http.post(path("/push"));
        }

        /** The six digits on its screen, where an authenticator is waited for. */
        public String challenge() {
            return begun.json().at("/started/challenge").asText();
        }

        public Answer answer(String code) {
            return http.post(
                    path("/answer"), JsonNodeFactory.instance.objectNode().put("code", code));
        }

        /** Answers with what a device has signed. */
        Answer answer(ObjectNode signed) {
            return http.post(path("/answer"), signed);
        }

        /** Why its notification does not come, by what its user says. */
        Answer diagnose(String answers) {
            return http.post(path("/diagnosis"), answers);
        }

        /** What that would say, without doing anything about it. */
        Answer lookAtDiagnosis() {
            return http.get(path("/diagnosis"));
        }

        Answer token() {
            return http.post(path("/token"));
        }

        HttpResponse<Stream<String>> events() {
            return Http.exchange(
                    http.request(path("/events"))
                            .header("Accept", "text/event-stream")
                            .build(),
                    HttpResponse.BodyHandlers.ofLines());
        }

        private String path(String rest) {
            return URI.create("/api/v1/logins/" + id() + rest).toString();
        }
    }
}
