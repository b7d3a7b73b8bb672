package dev.countersign.push.fcm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import dev.countersign.MovableClock;
import dev.countersign.push.BoundedHttp;
import dev.countersign.push.FcmAddress;
import dev.countersign.push.HttpStandIn;
import dev.countersign.push.PushNotification;
import dev.countersign.push.PushOutcome;
import dev.countersign.push.PushProviderContract;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** FCM HTTP v1 and its token service, both played by one server. */
class FcmSenderTest extends PushProviderContract {

    private static final Instant NOW = Instant.parse("2026-10-21T07:27:00Z");
    private static final FcmAddress PHONE = new FcmAddress("phone:APA91b");
    private static final String SEND = "/v1/projects/broker-1/messages:send";

    private static KeyPair pair;

    private final HttpStandIn service = new HttpStandIn();
    private final MovableClock clock = new MovableClock(NOW);
    private FcmSender sender = sender(PATIENCE);

    @BeforeAll
    static void makeKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        pair = generator.generateKeyPair();
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @Override
    protected void service(Next next) {
        grantsToken("t1");
        switch (next) {
            case TAKES_IT -> takesIt();
            case KNOWS_NOBODY -> service.answers(404, error("NOT_FOUND", "UNREGISTERED"));
            case IS_BUSY -> service.answers(429, error("RESOURCE_EXHAUSTED", "QUOTA_EXCEEDED"), "Retry-After", "30");
            case IS_BROKEN -> service.answers(500, error("INTERNAL", "INTERNAL"));
            case SAYS_NOTHING -> service.saysNothing();
        }
    }

    @Override
    protected PushOutcome send(PushNotification what, Duration patience) {
        return sender(patience).send(PHONE, what);
    }

    @Override
    protected int arrived() {
        return (int) service.received().stream()
                .filter(request -> request.path().equals(SEND))
                .count();
    }

    @Override
    protected void serviceIsAway() {
        service.close();
    }

    @Test
    void sendsAMessageWithNotificationAndData() {
        service(Next.TAKES_IT);

        send(NOTIFICATION, PATIENCE);

        HttpStandIn.Received request = service.received().get(1);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.headers())
                .containsEntry("authorization", "Bearer t1")
                .containsEntry("content-type", "application/json");
        assertThat(json(request.text())).isEqualTo(json("""
                                {"message": {
                                  "token": "phone:APA91b",
                                  "notification": {"title": "Confirm your login", "body": "Open the app – Öffnen 确认"},
                                  "data": {"id": "5b1f0f7e-6f0f-4d0c-9a53-7c1a2b3c4d5e", "kind": "LOGIN", "tag": "login"},
                                  "android": {"priority": "HIGH", "ttl": "180s", "collapse_key": "login",
                                    "notification": {"tag": "login"}}}}"""));
    }

    /** One that is sent again after an answer that got lost stands on the phone once. */
    @Test
    void oneWithoutATopicReplacesItselfAndNothingElse() {
        service(Next.TAKES_IT);

        send(
                new PushNotification(
                        NOTIFICATION.id(), "NOTICE", "Title", "Body", Duration.ofHours(1), Optional.empty()),
                PATIENCE);

        JsonObject message = json(service.received().get(1).text()).getJsonObject("message");
        assertThat(message.getJsonObject("android")).isEqualTo(json("""
                                {"priority": "HIGH", "ttl": "3600s",
                                  "notification": {"tag": "5b1f0f7e-6f0f-4d0c-9a53-7c1a2b3c4d5e"}}"""));
        assertThat(message.getJsonObject("data")).doesNotContainKey("tag");
    }

    @Test
    void asksForItsTokenWithASignedAssertion() throws Exception {
        service(Next.TAKES_IT);

        send(NOTIFICATION, PATIENCE);

        HttpStandIn.Received request = service.received().get(0);
        assertThat(request.path()).isEqualTo("/token");
        Map<String, String> form = Stream.of(request.text().split("&"))
                .map(field -> field.split("=", 2))
                .collect(Collectors.toMap(
                        field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
        assertThat(form).containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
        SignedJWT assertion = SignedJWT.parse(form.get("assertion"));
        assertThat(assertion.verify(new RSASSAVerifier((RSAPublicKey) pair.getPublic())))
                .isTrue();
        assertThat(assertion.getHeader().toJSONObject())
                .isEqualTo(Map.of("alg", "RS256", "typ", "JWT", "kid", "key-1"));
        assertThat(assertion.getPayload().toJSONObject())
                .isEqualTo(Map.of(
                        "iss",
                        "push@broker-1.example",
                        "scope",
                        "https://www.googleapis.com/auth/firebase.messaging",
                        "aud",
                        service.address("/token").toString(),
                        "iat",
                        NOW.getEpochSecond(),
                        "exp",
                        NOW.getEpochSecond() + 600));
    }

    @Test
    void keepsItsTokenUntilShortlyBeforeItsEnd() {
        grantsToken("t1");
        takesIt();
        takesIt();
        sender.send(PHONE, NOTIFICATION);
        clock.pass(Duration.ofSeconds(3600 - 120 - 1));
        sender.send(PHONE, NOTIFICATION);
        assertThat(arrived()).isEqualTo(2);
        assertThat(service.received()).hasSize(3);

        clock.pass(Duration.ofSeconds(1));
        grantsToken("t2");
        takesIt();
        sender.send(PHONE, NOTIFICATION);

        assertThat(service.received()).hasSize(5);
        assertThat(service.received().get(4).headers()).containsEntry("authorization", "Bearer t2");
    }

    @Test
    void aTokenThatIsNotTakenIsRenewedOnce() {
        grantsToken("t1");
        service.answers(401, error("UNAUTHENTICATED", ""));
        grantsToken("t2");
        takesIt();

        assertThat(sender.send(PHONE, NOTIFICATION).kind()).isEqualTo(PushOutcome.Kind.SENT);
        assertThat(service.received().get(3).headers()).containsEntry("authorization", "Bearer t2");
    }

    @Test
    void isRefusedWhenTheNewTokenIsNotTakenEither() {
        grantsToken("t1");
        service.answers(401, error("UNAUTHENTICATED", ""));
        grantsToken("t2");
        service.answers(401, error("UNAUTHENTICATED", "THIRD_PARTY_AUTH_ERROR"));

        PushOutcome outcome = sender.send(PHONE, NOTIFICATION);

        assertThat(outcome).isEqualTo(PushOutcome.refused("status 401 THIRD_PARTY_AUTH_ERROR"));
        assertThat(arrived()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({
        "400, INVALID_ARGUMENT, INVALID_ARGUMENT, REFUSED",
        "403, PERMISSION_DENIED, SENDER_ID_MISMATCH, REFUSED",
        "404, NOT_FOUND, UNREGISTERED, ADDRESS_DEAD",
        "404, NOT_FOUND, '', REFUSED",
        "429, RESOURCE_EXHAUSTED, QUOTA_EXCEEDED, BUSY",
        "500, INTERNAL, INTERNAL, FAILED",
        "503, UNAVAILABLE, UNAVAILABLE, FAILED",
        "502, '<html>', '', FAILED",
        "301, '', '', REFUSED"
    })
    void understandsErrors(int status, String canonical, String code, PushOutcome.Kind kind) {
        grantsToken("t1");
        service.answers(status, error(canonical, code), "Location", "http://127.0.0.1:1/");

        PushOutcome outcome = sender.send(PHONE, NOTIFICATION);

        assertThat(outcome.kind()).isEqualTo(kind);
        assertThat(outcome.detail()).doesNotContain("html").startsWith("status " + status);
        assertThat(arrived()).isEqualTo(1);
    }

    @Test
    void anArgumentThatIsTheTokenIsADeadAddress() {
        grantsToken("t1");
        service.answers(400, """
                {"error": {"code": 400, "status": "INVALID_ARGUMENT", "details": [
                  {"@type": "type.googleapis.com/google.firebase.fcm.v1.FcmError", "errorCode": "INVALID_ARGUMENT"},
                  {"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": [{"field": "message.token"}]}]}}""");

        assertThat(sender.send(PHONE, NOTIFICATION).kind()).isEqualTo(PushOutcome.Kind.ADDRESS_DEAD);
    }

    @Test
    void aQuotaThatDoesNotSayForHowLongIsAMinute() {
        grantsToken("t1");
        service.answers(429, "");

        assertThat(sender.send(PHONE, NOTIFICATION).retryAfter()).contains(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @CsvSource({"400, REFUSED", "401, REFUSED", "301, REFUSED", "500, FAILED", "503, FAILED", "429, FAILED"})
    void withoutATokenNothingIsSent(int status, PushOutcome.Kind kind) {
        service.answers(status, "{\"access_token\": \"t\", \"expires_in\": 3600}", "Location", "http://127.0.0.1:1/");

        assertThat(sender.send(PHONE, NOTIFICATION).kind()).isEqualTo(kind);
        assertThat(arrived()).isZero();
    }

    @Test
    void aTokenThatWasNotToBeHadIsAskedForAgainAfterSomeSeconds() {
        service.answers(503, "");
        assertThat(sender.send(PHONE, NOTIFICATION).kind()).isEqualTo(PushOutcome.Kind.FAILED);

        clock.pass(Duration.ofMillis(4999));
        assertThat(sender.send(PHONE, NOTIFICATION).kind()).isEqualTo(PushOutcome.Kind.FAILED);
        assertThat(service.received()).hasSize(1);

        clock.pass(Duration.ofMillis(1));
        grantsToken("t1");
        takesIt();
        assertThat(sender.send(PHONE, NOTIFICATION).kind()).isEqualTo(PushOutcome.Kind.SENT);
    }

    /** A wrong account that was put right is not held against the right one. */
    @Test
    void aRefusedAccountIsTriedAgainAtOnce() {
        service.answers(400, "");
        assertThat(sender.send(PHONE, NOTIFICATION).kind()).isEqualTo(PushOutcome.Kind.REFUSED);

        grantsToken("t1");
        takesIt();
        assertThat(sender.send(PHONE, NOTIFICATION).kind()).isEqualTo(PushOutcome.Kind.SENT);
    }

    @Test
    void allThatWaitForATokenWaitForOneRequest() throws Exception {
        service.saysNothing();
        sender = sender(Duration.ofMillis(500));
        Callable<PushOutcome> sending = () -> sender.send(PHONE, NOTIFICATION);
        ExecutorService threads = Executors.newFixedThreadPool(3);
        try {
            for (Future<PushOutcome> sent : threads.invokeAll(List.of(sending, sending, sending))) {
                assertThat(sent.get().kind()).isEqualTo(PushOutcome.Kind.FAILED);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(service.received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"access_token\": 7, \"expires_in\": 3600}", "{\"access_token\": \"t\"}"})
    void whatIsNoTokenIsNotUsed(String body) {
        service.answers(200, body);

        assertThat(sender.send(PHONE, NOTIFICATION).kind()).isEqualTo(PushOutcome.Kind.REFUSED);
        assertThat(arrived()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"project_id\": \"p\", \"client_email\": \"e\", \"private_key_id\": \"k\", \"private_key\": \"secret1\","
                        + " \"token_uri\": \"https://t.example/\"}",
                "{\"project_id\": \"p\", \"client_email\": \"e\", \"private_key_id\": \"k\", \"private_key\":"
                        + " \"-----BEGIN PRIVATE KEY-----\\nsecret1\\n-----END PRIVATE KEY-----\\n\","
                        + " \"token_uri\": \"https://t.example/\"}"
            })
    void aFileThatIsNoServiceAccountIsNotQuoted(String text) {
        assertThatThrownBy(() -> ServiceAccount.parse(text))
                .isInstanceOf(IllegalStateException.class)
                .hasNoCause()
                .hasMessageNotContaining("secret1");
    }

    private FcmSender sender(Duration patience) {
        return new FcmSender(service.address("").toString(), account(), new BoundedHttp(patience, patience), clock);
    }

    private ServiceAccount account() {
        String key = "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder().encodeToString(pair.getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
        ServiceAccount account = ServiceAccount.parse(Json.createObjectBuilder()
                .add("type", "service_account")
                .add("project_id", "broker-1")
                .add("private_key_id", "key-1")
                .add("private_key", key)
                .add("client_email", "push@broker-1.example")
                .add("token_uri", service.address("/token").toString())
                .build()
                .toString());
        assertThat(account).hasToString("ServiceAccount[push@broker-1.example]");
        return account;
    }

    private void grantsToken(String token) {
        service.answers(200, "{\"access_token\": \"" + token + "\", \"token_type\": \"Bearer\", \"expires_in\": 3600}");
    }

    private void takesIt() {
        service.answers(200, "{\"name\": \"projects/broker-1/messages/0:1\"}");
    }

    private static String error(String status, String code) {
        return "{\"error\": {\"status\": \"" + status + "\", \"message\": \"no\", \"details\": [{\"errorCode\": \""
                + code + "\"}]}}";
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}
