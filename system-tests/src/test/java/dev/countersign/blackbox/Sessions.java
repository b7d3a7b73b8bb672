package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

/** Asks one server about sessions, as their users do and as others may who are shown a token. */
record Sessions(Http http, Http operator) {

    Answer delete(String token, String path) {
        Http user = http.as(token);
        return user.send(user.request(path).DELETE());
    }

    /** Answers to the form of RFC 7662. */
    Answer introspect(String form) {
        return introspect(operator, form);
    }

    static Answer introspect(Http caller, String form) {
        return caller.send("POST", "/api/v1/introspect", "application/x-www-form-urlencoded", form);
    }

    void assertAlive(String token) {
        assertThat(http.as(token).get("/api/v1/me").status()).isEqualTo(200);
    }

    /** At each path and by introspection. */
    void assertDead(String token) {
        assertThat(http.as(token).get("/api/v1/me").text("code")).isEqualTo("TOKEN_REQUIRED");
        assertThat(http.as(token).get("/api/v1/me/sessions").status()).isEqualTo(401);
        assertThat(introspect("token=" + token).body()).isEqualTo("{\"active\":false}");
    }
}
