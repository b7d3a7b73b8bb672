package dev.countersign.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.blackbox.Answer;
import dev.countersign.blackbox.Http;
import dev.countersign.blackbox.Product;
import dev.countersign.blackbox.TestUser;

/** A login, on whatever screen, that waits for the response of an authenticator. */
record ChallengedLogin(Http http, Answer begun) {

    static ChallengedLogin begin(Product product, TestUser user) {
        Answer begun = product.portal().begin(user.userName(), user.password());
        assertThat(begun.status()).as(begun.toString()).isEqualTo(201);
        return new ChallengedLogin(PortalActivation.as(product, begun.text("secret")), begun);
    }

    /** The six digits on its screen. */
    String challenge() {
        return begun.json().path("started").path("challenge").asText();
    }

    /** What the server says to a response: 200 if it is right. */
    int answer(String response) {
        return http.post("/api/v1/logins/" + begun.text("id") + "/answer", "{\"code\": \"" + response + "\"}")
                .status();
    }
}
