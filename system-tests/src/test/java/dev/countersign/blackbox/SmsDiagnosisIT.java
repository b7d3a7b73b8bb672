package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Why a text message does not come, as a login and a session are told. */
@ExtendWith(ProductExtension.class)
class SmsDiagnosisIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String HELP = "/api/v1/admin/carrier-help";

    private final Product product;

    SmsDiagnosisIT(Product product) {
        this.product = product;
    }

    @Test
    void aLoginAndASessionAreToldWhatBecameOfTheMessage() {
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);
        String path = "/api/v1/logins/" + attempt.id() + "/diagnosis/sms";

        JsonNode looked = Eventually.get(
                "a delivered message",
                PATIENCE,
                () -> Optional.of(attempt.http().get(path).json())
                        .filter(json -> json.at("/message/state").asText().equals("DELIVERED")));
        assertThat(looked.path("verdict").asText()).isEqualTo("S_DELIVERED");
        assertThat(attempt.http().get("/api/v1/logins/" + attempt.id()).json().at("/started/message"))
                .isEqualTo(looked.path("message"));
        Answer asked = attempt.http().post(path, "{\"number\": true}");
        assertThat(asked.status()).as(asked.toString()).isEqualTo(200);
        assertThat(asked.text("question")).isEqualTo("restart");
        assertThat(asked.body()).doesNotContain(user.number());
        assertThat(attempt.http()
                        .post(path, "{\"number\": true, \"restart\": true}")
                        .text("verdict"))
                .isEqualTo("S_ESCALATE");

        assertThat(attempt.http().post(path, "{\"spam\": true}").status()).isEqualTo(400);
        assertThat(product.http().get(path).status()).isEqualTo(404);
        assertThat(product.http().post(path, "{}").status()).isEqualTo(404);

        attempt.answer(product.inbox().code(user));
        Http session = product.http().as(attempt.token().text("accessToken"));
        JsonNode number = session.get("/api/v1/me/numbers").json().get(0);
        assertThat(number.at("/lastMessage/state").asText()).isEqualTo("DELIVERED");
        Answer own =
                session.post("/api/v1/me/diagnosis/numbers/" + number.path("id").asText(), "{\"number\": false}");
        assertThat(own.status()).as(own.toString()).isEqualTo(200);
        assertThat(own.text("verdict")).isEqualTo("S_OTHER_NUMBER");
        assertThat(own.json().at("/factors/0/kind").asText()).isEqualTo("SMS");
        assertThat(session.post("/api/v1/me/diagnosis/numbers/x", "{}").status())
                .isEqualTo(404);
    }

    @Test
    void theHelpDeskSeesAUserWithACase() {
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);
        attempt.answer(product.inbox().code(user));
        assertThat(attempt.token().status()).isEqualTo(200);
        Http operator = product.operator().http();
        String path = "/api/v1/admin/users/" + user.userName();

        Answer seen = operator.get(path + "/diagnosis?case=C-1");

        assertThat(seen.status()).as(seen.toString()).isEqualTo(200);
        assertThat(seen.json().at("/logins/0/outcome").asText()).isEqualTo("SUCCEEDED");
        assertThat(seen.json().at("/notifications/verdict").asText()).isEqualTo("N_NOT_ACTIVATED");
        assertThat(seen.json().at("/messages/0/message/sentAt").asText()).isNotEmpty();
        assertThat(seen.json().at("/factors/0/kind").asText()).isEqualTo("SMS");
        assertThat(seen.body()).doesNotContain(user.number());
        assertThat(operator.get(path + "/diagnosis").status()).isEqualTo(400);
        assertThat(operator.get("/api/v1/admin/users/nobody-0/diagnosis?case=C-1")
                        .status())
                .isEqualTo(404);
        assertThat(operator.post(path + "/notification-test", Operator.call("CALL_BACK"))
                        .text("code"))
                .isEqualTo("IDENTITY_UNPROVEN");
        assertThat(operator.post(path + "/notification-test", Operator.call()).status())
                .as("he has no phone")
                .isEqualTo(404);
    }

    @Test
    void operatorsSayWhomPeopleOfACountryAsk() {
        Http operator = product.operator().http();
        Answer set = operator.send("PUT", HELP + "/TK", "application/json", "{\"contact\": \"611\"}");

        assertThat(set.status()).as(set.toString()).isEqualTo(200);
        assertThat(operator.get(HELP).body()).contains("{\"country\":\"TK\",\"contact\":\"611\"}");
        for (String country : List.of("tk", "UK", "ZZ")) {
            Answer refused = operator.send("PUT", HELP + "/" + country, "application/json", "{\"contact\": \"611\"}");
            assertThat(refused.status()).as(country).isEqualTo(400);
            assertThat(refused.body()).contains("for example GB");
        }
        assertThat(operator.send(operator.request(HELP + "/TK").DELETE()).status())
                .isEqualTo(204);
        assertThat(operator.send(operator.request(HELP + "/TK").DELETE()).status())
                .isEqualTo(404);
        assertThat(product.http().get(HELP).status()).isEqualTo(401);
    }
}
