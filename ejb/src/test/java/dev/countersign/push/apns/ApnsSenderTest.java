package dev.countersign.push.apns;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.countersign.MovableClock;
import dev.countersign.push.ApnsAddress;
import dev.countersign.push.BoundedHttp;
import dev.countersign.push.HttpStandIn;
import dev.countersign.push.PushNotification;
import dev.countersign.push.PushOutcome;
import dev.countersign.push.PushProviderContract;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.security.interfaces.ECPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Apple's push service, of which only requests and answers matter here; {@link ApnsOverHttp2Test} has the wire. */
class ApnsSenderTest extends PushProviderContract {

    private static final Instant NOW = Instant.parse("2026-10-21T07:27:00Z");
    private static final String TOKEN = "0123456789abcdef".repeat(4);
    private static final ApnsAddress PHONE = new ApnsAddress(TOKEN);

    private final HttpStandIn service = new HttpStandIn();
    private final MovableClock clock = new MovableClock(NOW);
    private final ApnsSender sender = sender(PATIENCE);

    @AfterEach
    void stop() {
        service.close();
    }

    @Override
    protected void service(Next next) {
        switch (next) {
            case TAKES_IT -> service.answers(200, "");
            case KNOWS_NOBODY -> service.answers(410, "{\"reason\": \"Unregistered\", \"timestamp\": 1792567620000}");
            case IS_BUSY -> service.answers(429, "{\"reason\": \"TooManyRequests\"}", "Retry-After", "30");
            case IS_BROKEN -> service.answers(500, "{\"reason\": \"InternalServerError\"}");
            case SAYS_NOTHING -> service.saysNothing();
        }
    }

    @Override
    protected PushOutcome send(PushNotification what, Duration patience) {
        return sender(patience).send(PHONE, what);
    }

    @Override
    protected int arrived() {
        return service.received().size();
    }

    @Override
    protected void serviceIsAway() {
        service.close();
    }

    @Test
    void sendsAnAlertThatEndsWithItsLife() {
        service(Next.TAKES_IT);

        sender.send(PHONE, NOTIFICATION);

        HttpStandIn.Received request = service.received().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.path()).isEqualTo("/3/device/" + TOKEN);
        assertThat(request.headers())
                .containsEntry("apns-topic", "dev.countersign.app")
                .containsEntry("apns-push-type", "alert")
                .containsEntry("apns-priority", "10")
                .containsEntry("apns-id", NOTIFICATION.id().toString())
                .containsEntry("apns-collapse-id", "login")
                .containsEntry("apns-expiration", Long.toString(NOW.getEpochSecond() + 180));
        assertThat(json(request.text())).isEqualTo(json("""
                                {"aps": {"alert": {"title": "Confirm your login", "body": "Open the app – Öffnen 确认"},
                                         "sound": "default"},
                                 "id": "5b1f0f7e-6f0f-4d0c-9a53-7c1a2b3c4d5e", "kind": "LOGIN"}"""));
    }

    /** A notice whose answer was lost is sent again. */
    @Test
    void oneWithoutATopicReplacesItselfAndNothingElse() {
        service(Next.TAKES_IT);

        sender.send(
                PHONE,
                new PushNotification(
                        NOTIFICATION.id(), "NOTICE", "Title", "Body", Duration.ofHours(1), Optional.empty()));

        assertThat(service.received().get(0).headers())
                .containsEntry("apns-collapse-id", NOTIFICATION.id().toString());
    }

    @Test
    void saysWhoSendsByASignedToken() throws Exception {
        service(Next.TAKES_IT);

        sender.send(PHONE, NOTIFICATION);

        SignedJWT token = SignedJWT.parse(bearer(0));
        assertThat(token.verify(new ECDSAVerifier((ECPublicKey) ApnsAccounts.PAIR.getPublic())))
                .isTrue();
        assertThat(token.getHeader().toJSONObject()).isEqualTo(Map.of("alg", "ES256", "kid", "KEY1234567"));
        assertThat(token.getPayload().toJSONObject())
                .isEqualTo(Map.of("iss", "TEAM123456", "iat", NOW.getEpochSecond()));
    }

    @Test
    void oneTokenServesForFortyMinutes() {
        for (int i = 0; i < 3; i++) {
            service(Next.TAKES_IT);
        }
        sender.send(PHONE, NOTIFICATION);
        clock.pass(Duration.ofMinutes(40).minusSeconds(1));
        sender.send(PHONE, NOTIFICATION);
        clock.pass(Duration.ofSeconds(1));
        sender.send(PHONE, NOTIFICATION);

        assertThat(bearer(1)).isEqualTo(bearer(0));
        assertThat(bearer(2)).isNotEqualTo(bearer(0));
    }

    @Test
    void anExpiredTokenIsRenewedOnce() {
        service.answers(403, "{\"reason\": \"ExpiredProviderToken\"}");
        service(Next.TAKES_IT);

        assertThat(sender.send(PHONE, NOTIFICATION).kind()).isEqualTo(PushOutcome.Kind.SENT);
        assertThat(bearer(1)).isNotEqualTo(bearer(0));

        service.answers(403, "{\"reason\": \"ExpiredProviderToken\"}");
        service.answers(403, "{\"reason\": \"ExpiredProviderToken\"}");
        assertThat(sender.send(PHONE, NOTIFICATION)).isEqualTo(PushOutcome.refused("status 403 ExpiredProviderToken"));
        assertThat(arrived()).isEqualTo(4);
    }

    @ParameterizedTest
    @CsvSource({
        "400, BadDeviceToken, ADDRESS_DEAD",
        "400, DeviceTokenNotForTopic, REFUSED",
        "400, BadTopic, REFUSED",
        "400, IdleTimeout, FAILED",
        "403, InvalidProviderToken, REFUSED",
        "403, MissingProviderToken, REFUSED",
        "404, BadPath, REFUSED",
        "405, MethodNotAllowed, REFUSED",
        "410, Unregistered, ADDRESS_DEAD",
        "410, ExpiredToken, ADDRESS_DEAD",
        "410, '', ADDRESS_DEAD",
        "413, PayloadTooLarge, REFUSED",
        "429, TooManyProviderTokenUpdates, BUSY",
        "429, TooManyRequests, BUSY",
        "429, '', BUSY",
        "500, InternalServerError, FAILED",
        "503, ServiceUnavailable, FAILED",
        "503, Shutdown, FAILED",
        "301, '', REFUSED"
    })
    void understandsReasons(int status, String reason, PushOutcome.Kind kind) {
        service.answers(status, "{\"reason\": \"" + reason + "\"}", "Location", "http://127.0.0.1:1/");

        PushOutcome outcome = sender.send(PHONE, NOTIFICATION);

        assertThat(outcome.kind()).isEqualTo(kind);
        assertThat(outcome.detail()).isEqualTo(("status " + status + " " + reason).strip());
        assertThat(arrived()).isEqualTo(1);
    }

    @Test
    void aBodyThatIsNoReasonIsNotRepeated() {
        service.answers(400, "{\"reason\": \"<b>" + TOKEN + "\"}");

        assertThat(sender.send(PHONE, NOTIFICATION)).isEqualTo(PushOutcome.refused("status 400"));
    }

    private ApnsSender sender(Duration patience) {
        return new ApnsSender(
                ApnsAccounts.at(service.address("").toString()), new BoundedHttp(patience, patience), clock);
    }

    private String bearer(int request) {
        String value =
                Objects.requireNonNull(service.received().get(request).headers().get("authorization"));
        assertThat(value).startsWith("bearer ");
        return value.substring("bearer ".length());
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
