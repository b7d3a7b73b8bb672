package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Passkeys through the whole product, by a device in software: once, and each rule broken once. */
@ExtendWith(ProductExtension.class)
class PasskeyLoginIT {

    private static final int CALLERS = 50;
    private static final String ANSWER = "/answer";

    private final Product product;

    PasskeyLoginIT(Product product) {
        this.product = product;
    }

    private record Holder(TestUser user, PasskeyDevice device) {}

    @InRounds(usual = 3, full = 1_000)
    void ofFiftySameAnswersOneIsTakenAndOneTokenIsGiven() {
        Holder holder = holder();
        Answer begun = begin(holder.user());
        ObjectNode signed = holder.device().counting(2).sign(begun);

        Map<String, Long> answers = histogram(AtOnce.call(CALLERS, () -> post(begun, ANSWER, signed)));
        Map<String, Long> tokens = histogram(AtOnce.call(CALLERS, () -> post(begun, "/token", signed)));

        assertThat(answers).isEqualTo(Map.of("200", 1L, "409 ATTEMPT_CLOSED", CALLERS - 1L));
        assertThat(tokens).isEqualTo(Map.of("200", 1L, "409 ATTEMPT_CLOSED", CALLERS - 1L));
    }

    @Test
    void eachFlawIsRefusedAndTheAuditSaysWhy() {
        Holder holder = holder();
        PasskeyDevice next = holder.device().counting(2);
        Answer first = begin(holder.user());
        Answer second = begin(holder.user());
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

        Answer third = begin(holder.user());
        refuse(third, next.counting(3).sign(third), "COUNTER");
        Holder other = holder();
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
        Holder holder = holder();

        Answer refused =
                product.portal().begin(holder.user().userName(), holder.user().password());

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.text("code")).isEqualTo("LOGIN_PORTAL_ONLY");
        assertThat(refused.text("reason")).isEqualTo("FACTOR_UNSUPPORTED");
    }

    @Test
    void aKeyOpensTheAccountThatItWasMadeIn() {
        Holder holder = holder();
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

    private Holder holder() {
        TestUser user = product.operator().newUserWithoutNumber();
        PasskeyDevice device = PasskeyDevice.at(
                product.http().base().toString(), product.http().base().getHost());
        Answer registered = device.register(http(user), "Laptop");
        assertThat(registered.status()).as(registered.toString()).isEqualTo(201);
        return new Holder(user, device);
    }

    private Http http(TestUser user) {
        Answer token = product.portal().begin(user).token();
        assertThat(token.status()).as(token.toString()).isEqualTo(200);
        return product.http().as(token.text("accessToken"));
    }

    private Answer begin(TestUser user) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("userName", user.userName()).put("password", user.password());
        json.putObject("client").put("kind", "PORTAL").put("version", "1.0").put("passkeys", true);
        Answer begun = product.http().post("/api/v1/logins", json);
        assertThat(begun.status()).as(begun.toString()).isEqualTo(201);
        assertThat(begun.json().at("/started/kind").asText()).isEqualTo("PASSKEY");
        return begun;
    }

    private Answer post(Answer attempt, String path, ObjectNode body) {
        Http http = product.http().as(attempt.text("secret"));
        String address = "/api/v1/logins/" + attempt.text("id") + path;
        return path.equals(ANSWER) ? http.post(address, body) : http.post(address);
    }

    private static Map<String, Long> histogram(List<Answer> answers) {
        return answers.stream()
                .collect(Collectors.groupingBy(
                        answer -> answer.status() == 200 ? "200" : answer.status() + " " + answer.text("code"),
                        Collectors.counting()));
    }
}
