package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.countersign.blackbox.PushStandIn.Subscription;
import dev.countersign.sdk.Begun;
import dev.countersign.sdk.DecidedLogin;
import dev.countersign.sdk.PendingRequest;
import dev.countersign.sdk.Purpose;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A phone whose app is closed is told by its push service (RFC 8030, 8291, 8292); the stand-in decrypts and checks VAPID. On a
 * server of its own, whose clock nobody moves: the stand-in takes no token of another day.
 */
class WebPushIT {

    private static Product product;

    @BeforeAll
    static void start() {
        product = Product.onH2(Path.of("target/run-push"));
    }

    @AfterAll
    static void stop() {
        if (product != null) {
            product.close();
        }
    }

    @Test
    void theClosedAppIsToldAndItsUserApproves() {
        EnrolledUser enrolled = EnrolledUser.in(product);
        Subscription subscription = subscribe(enrolled);

        Portal.Attempt attempt = product.portal().begin(enrolled.user());

        assertThat(kind(attempt)).isEqualTo("PUSH");
        JsonNode message = product.pushService().newest(subscription);
        PendingRequest request = enrolled.phone().waiting().get(0);
        assertThat(message.path("id").asText()).isEqualTo(request.id().toString());
        assertThat(message.path("kind").asText()).isEqualTo("LOGIN");
        assertThat(message.path("body").asText()).contains(enrolled.user().userName());
        assertThat(enrolled.phone().received(request).value()).isPresent();
        String number = attempt.begun().json().at("/started/number").asText();
        // No number to be picked anywhere but on the screen.
        assertThat(message.path("title").asText()).isEqualTo("Confirm your login");
        assertThat(message.path("body").asText())
                .matches(enrolled.user().userName() + ": Portal 1\\.0, 10(\\.[0-9]+){3}\\. Tap to continue\\.");
        assertThat(message.fieldNames())
                .toIterable()
                .isSubsetOf(
                        "id",
                        "kind",
                        "title",
                        "body",
                        "tag",
                        "subscription",
                        "ttl",
                        "urgency",
                        "octets",
                        "receivedAt",
                        "topic");
        assertThat(enrolled.phone().approve(request, Optional.of(number)).value())
                .contains(DecidedLogin.AUTHENTICATED);
        assertThat(attempt.token().status()).isEqualTo(200);
    }

    @Test
    void aPhoneThatItsPushServiceForgotIsAskedAChallengeAndForANewAddressAndATestShowsThatItHelped() {
        EnrolledUser enrolled = EnrolledUser.in(product);
        subscribe(enrolled);
        try (PushStandIn service = product.pushService()) {
            service.answer(410);

            Portal.Attempt attempt = product.portal().begin(enrolled.user());

            Eventually.get(
                    "the failure",
                    Duration.ofSeconds(30),
                    () -> Optional.of(
                                    attempt.state().json().at("/started/state").asText())
                            .filter("FAILED"::equals));
        }
        Portal.Attempt challenged = product.portal().begin(enrolled.user());
        assertThat(kind(challenged)).isEqualTo("CHALLENGE");
        assertThat(challenged.lookAtDiagnosis().text("verdict")).isEqualTo("N_TOKEN_DEAD");

        Answer diagnosis = challenged.diagnose("{}");

        assertThat(diagnosis.text("verdict")).isEqualTo("N_TOKEN_DEAD");
        assertThat(diagnosis.json().at("/phone/model").asText()).isEqualTo(Handset.MODEL);
        assertThat(diagnosis.json().at("/phone").has("seenAt")).isFalse();
        JsonNode test = product.pushService().newest(subscribe(enrolled));
        assertThat(test.path("kind").asText()).isEqualTo("TEST");
        String path = "/push/test/" + test.path("id").asText();
        assertThat(enrolled.phone().post(product, path + "/received", "{}").status())
                .isEqualTo(204);
        assertThat(challenged.lookAtDiagnosis().json().at("/test/state").asText())
                .isEqualTo("PENDING");
        assertThat(enrolled.phone().post(product, path + "/opened", "{}").status())
                .isEqualTo(204);
        assertThat(challenged.lookAtDiagnosis().text("verdict")).isEqualTo("N_WORKS");
        assertThat(kind(product.portal().begin(enrolled.user()))).isEqualTo("PUSH");
    }

    @Test
    void thePhoneThatTheAuthenticatorLeftIsTold() {
        EnrolledUser enrolled = EnrolledUser.in(product);
        Subscription subscription = subscribe(enrolled);
        Handset fresh = Handset.near(product);
        Begun begun = fresh.begin(enrolled.user(), Purpose.MERGE).value().orElseThrow();

        assertThat(fresh.takeByKeyOf(enrolled.phone(), begun).value()).isPresent();

        JsonNode message = product.pushService().newest(subscription);
        assertThat(message.path("kind").asText()).isEqualTo("NOTICE");
        assertThat(message.path("body").asText())
                .contains(Handset.MODEL)
                .doesNotContain(enrolled.user().userName(), "/stop/");
    }

    @Test
    void noAddressOfTheOwnNetworkIsTaken() {
        EnrolledUser enrolled = EnrolledUser.in(product);
        Subscription subscription = product.pushService().subscribe(applicationServerKey());

        for (String endpoint :
                new String[] {"https://10.0.0.1/push/a", "http://example.com/push/a", "https://192.168.1.1/"}) {
            assertThat(enrolled.phone()
                            .subscribe(new Subscription(
                                    URI.create(endpoint), subscription.key(), subscription.auth(), "a"))
                            .refusal())
                    .as(endpoint)
                    .isPresent();
        }
    }

    private static Subscription subscribe(EnrolledUser enrolled) {
        Subscription subscription = product.pushService().subscribe(applicationServerKey());
        assertThat(enrolled.phone().subscribe(subscription).value()).isPresent();
        return subscription;
    }

    private static String applicationServerKey() {
        return product.http().get("/api/v1/device/push").text("applicationServerKey");
    }

    private static String kind(Portal.Attempt attempt) {
        return attempt.begun().json().at("/started/kind").asText();
    }
}
