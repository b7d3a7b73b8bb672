package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.sdk.LiveConnection;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whether logins ask the phone by a push is the user's choice, and his factor confirms it. */
@ExtendWith(ProductExtension.class)
class SeamlessIT {

    private static final String PATH = "/api/v1/me/seamless";

    private final Product product;

    SeamlessIT(Product product) {
        this.product = product;
    }

    @Test
    void loginsOfAUserWhoTurnedPushesOffAskAChallengeUntilHeTurnsThemOn() {
        EnrolledUser enrolled = EnrolledUser.in(product);
        Http me = logIn(enrolled);
        assertThat(me.get(PATH).json().toString()).isEqualTo("{\"enabled\":true,\"paused\":false}");

        assertThat(prefer(me, enrolled, false).text("enabled")).isEqualTo("false");

        assertThat(me.get(PATH).text("enabled")).isEqualTo("false");
        try (LiveConnection app = enrolled.phone().open()) {
            Portal.Attempt attempt = product.portal().begin(enrolled.user());
            assertThat(kind(attempt)).isEqualTo("CHALLENGE");
            assertThat(attempt.push().text("reason")).isEqualTo("PUSH_OFF");

            assertThat(prefer(me, enrolled, true).text("enabled")).isEqualTo("true");

            assertThat(kind(product.portal().begin(enrolled.user()))).isEqualTo("PUSH");
            assertThat(app.isOpen()).isTrue();
        }
    }

    @Test
    void withoutTheFactorNothingChanges() {
        EnrolledUser enrolled = EnrolledUser.in(product);
        Http me = logIn(enrolled);
        Answer asked = confirmation(me);

        assertThat(put(me, json(false)).text("code")).isEqualTo("MALFORMED");
        assertThat(put(me, json(false, asked, "00000000")).text("code")).isEqualTo("CONFIRMATION_FAILED");
        assertThat(product.http().get(PATH).text("code")).isEqualTo("TOKEN_REQUIRED");
        assertThat(put(product.http(), json(false, asked, "00000000")).text("code"))
                .isEqualTo("TOKEN_REQUIRED");

        assertThat(me.get(PATH).text("enabled")).isEqualTo("true");
    }

    private Http logIn(EnrolledUser enrolled) {
        Portal.Attempt attempt = product.portal().begin(enrolled.user());
        String challenge = attempt.begun().json().at("/started/challenge").asText();
        assertThat(attempt.answer(enrolled.phone().respond(challenge)).status()).isEqualTo(200);
        return product.http().as(attempt.token().text("accessToken"));
    }

    private static Answer prefer(Http me, EnrolledUser enrolled, boolean wanted) {
        Answer asked = confirmation(me);
        Answer done = put(me, json(wanted, asked, enrolled.phone().respond(asked.text("challenge"))));
        assertThat(done.status()).as(done.toString()).isEqualTo(200);
        return done;
    }

    private static Answer put(Http http, ObjectNode body) {
        return http.send("PUT", PATH, "application/json", body.toString());
    }

    private static Answer confirmation(Http me) {
        return me.post(
                "/api/v1/me/confirmations",
                JsonNodeFactory.instance.objectNode().put("purpose", "SEAMLESS_CHANGE"));
    }

    private static ObjectNode json(boolean wanted) {
        return JsonNodeFactory.instance.objectNode().put("enabled", wanted);
    }

    private static ObjectNode json(boolean wanted, Answer asked, String code) {
        ObjectNode body = json(wanted);
        body.putObject("confirmation").put("id", asked.text("id")).put("code", code);
        return body;
    }

    private static String kind(Portal.Attempt attempt) {
        return attempt.begun().json().at("/started/kind").asText();
    }
}
