package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One SMS per number in two minutes; the same code is sent again while it lives. */
@ExtendWith(ProductExtension.class)
class CooldownIT {

    private final Product product;

    CooldownIT(Product product) {
        this.product = product;
    }

    @Test
    void aSecondLoginWithinTwoMinutesSendsNothing() {
        TestUser user = product.operator().newUser();
        product.portal().begin(user);
        product.inbox().code(user);

        Portal.Attempt second = product.portal().begin(user);

        JsonNode started = second.begun().json().path("started");
        assertThat(started.path("state").asText()).isEqualTo("COOLDOWN");
        assertThat(started.path("reason").asText()).isEqualTo("SMS_COOLDOWN");
        assertThat(started.path("retryAfterSeconds").asInt()).isBetween(1, 120);
        assertThat(product.settledTexts(user)).hasSize(1);
    }

    @Test
    void sendingAgainTooSoonIsRefusedWithTheTimeToWait() {
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);

        Answer refused = attempt.sms();

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.text("code")).isEqualTo("SMS_COOLDOWN");
        assertThat(refused.json().path("retryAfterSeconds").asInt()).isBetween(1, 120);
        assertThat(refused.header("Retry-After")).isEqualTo(refused.text("retryAfterSeconds"));
    }

    @Test
    void afterTwoMinutesTheHeldBackCodeLeaves() {
        TestUser user = product.operator().newUser();
        product.portal().begin(user);
        product.inbox().code(user);
        Portal.Attempt second = product.portal().begin(user);

        product.time().advanceTo(resendAt(second));

        assertThat(second.sms().status()).isEqualTo(202);
        assertThat(second.answer(product.inbox().code(user, 2)).status()).isEqualTo(200);
    }

    @Test
    void theSameCodeIsSentAgainWithItsEndAndItsTries() {
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);
        String code = product.inbox().code(user);
        attempt.answer(Inbox.wrong(code));
        product.time().advanceTo(resendAt(attempt));

        Answer again = attempt.sms();

        assertThat(again.status()).isEqualTo(202);
        assertThat(product.inbox().code(user, 2)).isEqualTo(code);
        assertThat(again.json().at("/started/triesLeft").asInt()).isEqualTo(4);
        assertThat(again.json().at("/started/expiresAt"))
                .isEqualTo(attempt.begun().json().at("/started/expiresAt"));
        assertThat(attempt.answer(code).status()).isEqualTo(200);
    }

    @Test
    void fiftyLoginsAtOnceSendOneSms() {
        TestUser user = product.operator().newUser();

        List<Answer> answers = AtOnce.call(50, () -> product.portal().begin(user.userName(), user.password()));

        // What found no place to hash in time (503) is no login.
        assertThat(answers).extracting(Answer::status).isSubsetOf(201, 503);
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 201)
                .hasSizeGreaterThan(1)
                .filteredOn(
                        answer -> !answer.json().at("/started/state").asText().equals("COOLDOWN"))
                .hasSize(1);
        product.inbox().code(user);
        assertThat(product.settledTexts(user)).hasSize(1);
    }

    private static Instant resendAt(Portal.Attempt attempt) {
        return Instant.parse(attempt.begun().json().at("/started/resendAt").asText());
    }
}
