package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Passkeys through the whole product, by a device in software: once, and each rule broken once. */
@ExtendWith(ProductExtension.class)
class PasskeyLoginIT {

    private static final String ANSWER = "/answer";

    private final Product product;

    PasskeyLoginIT(Product product) {
        this.product = product;
    }

    @Test
    void eachFlawIsRefusedAndTheAuditSaysWhy() {
        PasskeyHolder holder = PasskeyHolder.in(product);
        PasskeyDevice next = holder.device().counting(2);
        Answer first = holder.begin(product);
        Answer second = holder.begin(product);
        ObjectNode used = next.sign(first);

        assertThat(post(first, ANSWER, used).status()).isEqualTo(200);
        Answer token = post(first, "/token", used);
        assertThat(token.status()).isEqualTo(200);
        refuse(second, used, "CHALLENGE");
        refuse(second, next.counting(3).askedBy("https://evil.example").sign(second), "ORIGIN");
        refuse(second, next.counting(3).madeFor("evil.example").sign(second), "RELYING_PARTY");
        refuse(second, next.counting(3).unrecognised().sign(second), "USER_UNVERIFIED");
        assertThat(post(second, ANSWER, next.counting(3).sign(second)).status()).isEqualTo(200);
        assertThat(post(second, "/token", used).status()).isEqualTo(200);

        Answer third = holder.begin(product);
        refuse(third, next.counting(3).sign(third), "COUNTER");
        PasskeyHolder other = PasskeyHolder.in(product);
        refuse(third, other.device().counting(2).sign(third), "CREDENTIAL");
        refuse(third, other.device().counting(4).calling(next.id()).sign(third), "SIGNATURE");
        assertThat(post(third, ANSWER, next.counting(4).sign(third)).status()).isEqualTo(200);
        assertThat(reasons(holder.user()))
                .containsExactly(
                        "CHALLENGE",
                        "ORIGIN",
                        "RELYING_PARTY",
                        "USER_UNVERIFIED",
                        "COUNTER",
                        "CREDENTIAL",
                        "SIGNATURE");
    }

    @Test
    void aClientThatSaysNothingOfPasskeysIsSentToThePortal() {
        PasskeyHolder holder = PasskeyHolder.in(product);

        Answer refused =
                product.portal().begin(holder.user().userName(), holder.user().password());

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("code")).isEqualTo("LOGIN_PORTAL_ONLY");
        assertThat(refused.text("reason")).isEqualTo("FACTOR_UNSUPPORTED");
    }

    @Test
    void aKeyOpensTheAccountThatItWasMadeIn() {
        PasskeyHolder holder = PasskeyHolder.in(product);
        Http other = http(product.operator().newUserWithoutNumber());

        Answer refused = holder.device().register(other, "Stolen");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("code")).isEqualTo("PASSKEY_REFUSED");
        assertThat(other.get("/api/v1/me/factors").json()).isEmpty();
    }

    private void refuse(Answer attempt, ObjectNode signed, String flaw) {
        Answer refused = post(attempt, ANSWER, signed);

        assertThat(refused.status()).as(flaw + " " + refused).isEqualTo(422);
        assertThat(refused.text("code")).isEqualTo("LOGIN_FACTOR_FAILED");
        assertThat(refused.text("reason")).isEqualTo("PASSKEY_WRONG");
        assertThat(refused.body()).doesNotContain(flaw);
    }

    /** Of answers that were refused, the oldest first. */
    private List<String> reasons(TestUser user) {
        List<JsonNode> newestFirst =
                new Audit(product.operator().http()).list("?subject=" + user.userName() + "&limit=500");
        List<String> reasons = new ArrayList<>();
        newestFirst.stream()
                .filter(entry -> entry.path("type").asText().equals("PASSKEY_ANSWER"))
                .forEach(entry -> reasons.add(0, entry.path("reason").asText()));
        return reasons;
    }

    private Http http(TestUser user) {
        Answer token = product.portal().begin(user).token();
        assertThat(token.status()).as(token.toString()).isEqualTo(200);
        return product.http().as(token.text("accessToken"));
    }

    private Answer post(Answer attempt, String path, ObjectNode body) {
        Http http = product.http().as(attempt.text("secret"));
        String address = "/api/v1/logins/" + attempt.text("id") + path;
        return path.equals(ANSWER) ? http.post(address, body) : http.post(address);
    }
}
