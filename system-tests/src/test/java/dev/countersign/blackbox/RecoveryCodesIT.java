package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.countersign.blackbox.Portal.Attempt;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtendWith;

/** Recovery codes through the whole product: each opens one login, however many ask at a time. */
@ExtendWith(ProductExtension.class)
class RecoveryCodesIT {

    private static final int CALLERS = 50;

    private final Product product;

    RecoveryCodesIT(Product product) {
        this.product = product;
    }

    @InRounds(usual = 2, full = 1_000)
    void ofFiftyUsesOfACodeOneCountsInOneLoginAndOverTwo() {
        TestUser user = product.operator().newUser();
        product.operator().allowRecoveryCodes(user);
        List<String> codes = make(user);
        Attempt first = begin(user);
        Attempt second = begin(user);

        Map<String, Long> answers = histogram(AtOnce.call(
                CALLERS, number -> () -> (number % 2 == 0 ? first : second).answer(codes.get(0))));

        assertThat(answers.get("200")).as(answers.toString()).isEqualTo(1);
        assertThat(answers.keySet()).isSubsetOf("200", "409 ATTEMPT_CLOSED", "422 LOGIN_FACTOR_FAILED");
        Attempt next = begin(user);
        Answer token = next.answer(codes.get(1)).status() == 200 ? next.token() : next.begun();
        assertThat(token.text("accessToken")).isNotEmpty();
        assertThat(product.http()
                        .as(token.text("accessToken"))
                        .get("/api/v1/me/recovery-codes")
                        .json()
                        .path("left")
                        .asInt())
                .isEqualTo(8);
    }

    /** Ten codes, by the proof of an SMS. */
    private List<String> make(TestUser user) {
        Account account = Account.withSms(product, user);
        product.time().advance(Duration.ofMinutes(2));
        String confirmation = account.beginConfirmation("FACTOR_CHANGE");
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("confirmation")
                .put("id", confirmation)
                .put("code", product.inbox().code(user, 2));
        Answer made = account.http().post("/api/v1/me/recovery-codes", body);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        List<String> codes = new ArrayList<>();
        made.json().path("codes").forEach(code -> codes.add(code.asText()));
        assertThat(codes).hasSize(10);
        return codes;
    }

    /** A login that asks for one of the codes. */
    private Attempt begin(TestUser user) {
        Attempt attempt = product.portal().begin(user);
        for (JsonNode factor : attempt.begun().json().path("factors")) {
            if (factor.path("kind").asText().equals("RECOVERY_CODE")) {
                Answer chosen = attempt.http()
                        .post(
                                "/api/v1/logins/" + attempt.id() + "/factor",
                                JsonNodeFactory.instance
                                        .objectNode()
                                        .put("factor", factor.path("id").asText()));
                assertThat(chosen.status()).as(chosen.toString()).isEqualTo(202);
            }
        }
        return attempt;
    }

    private static Map<String, Long> histogram(List<Answer> answers) {
        return answers.stream()
                .collect(Collectors.groupingBy(
                        answer -> answer.status() == 200 ? "200" : answer.status() + " " + answer.text("code"),
                        Collectors.counting()));
    }
}
