package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The server's clock ends a code, and nothing else does. */
@ExtendWith(ProductExtension.class)
class ExpiryIT {

    /** The clock is set to whole seconds, and the answer has a way to go; the rule itself knows the very moment. */
    private static final Duration BEFORE = Duration.ofSeconds(15);

    private static final Duration AFTER = Duration.ofSeconds(1);

    private final Product product;

    ExpiryIT(Product product) {
        this.product = product;
    }

    @Test
    void aCodeIsTakenJustBeforeItsEnd() {
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);
        String code = product.inbox().code(user);

        product.time().advanceTo(end(attempt).minus(BEFORE));

        assertThat(attempt.answer(code).status()).isEqualTo(200);
    }

    @Test
    void aCodeIsRefusedJustAfterItsEnd() {
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);
        String code = product.inbox().code(user);

        product.time().advanceTo(end(attempt).plus(AFTER));

        Answer refused = attempt.answer(code);
        assertThat(refused.status()).isEqualTo(410);
        assertThat(refused.text("code")).isEqualTo("LOGIN_EXPIRED");
        assertThat(attempt.state().text("state")).isEqualTo("EXPIRED");
        assertThat(attempt.sms().status()).isEqualTo(410);
        assertThat(attempt.token().status()).isEqualTo(410);
    }

    @Test
    void theDateOfTheCallerHasNoInfluence() {
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);
        String code = product.inbox().code(user);
        product.time().advanceTo(end(attempt).plus(AFTER));

        Answer refused = attempt.http()
                .send(attempt.http()
                        .request("/api/v1/logins/" + attempt.id() + "/answer")
                        .header("Content-Type", "application/json")
                        .header("X-Date", "Mon, 02 Mar 2026 09:00:00 GMT")
                        .header("If-Unmodified-Since", "Mon, 02 Mar 2026 09:00:00 GMT")
                        .POST(java.net.http.HttpRequest.BodyPublishers.ofString("{\"code\":\"" + code + "\"}")));

        assertThat(refused.status()).isEqualTo(410);
    }

    private static Instant end(Portal.Attempt attempt) {
        return Instant.parse(attempt.begun().json().at("/started/expiresAt").asText());
    }
}
