package dev.countersign.push.webpush;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Vectors;
import dev.countersign.push.BoundedHttp;
import dev.countersign.push.HttpStandIn;
import dev.countersign.push.PushNotification;
import dev.countersign.push.PushOutcome;
import dev.countersign.push.PushProviderContract;
import dev.countersign.push.WebPushAddress;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Web Push, against a push service of which only the answers matter; the simulator's tests read what is sent. */
class WebPushSenderTest extends PushProviderContract {

    private static final JsonObject VAPID = Vectors.read("webpush.json").getJsonObject("vapid_computed");
    private static final JsonObject BROWSER = Vectors.read("webpush.json").getJsonObject("rfc8291");
    private static final Instant NOW = Instant.parse("2026-10-21T07:27:00Z");
    private static final NameLookup NAMES = new NameLookup(PATIENCE);
    private static final EndpointRules DEVELOPMENT = new EndpointRules(Set.of(), Set.of(443), true, NAMES);

    private final HttpStandIn service = new HttpStandIn();

    @AfterEach
    void stop() {
        service.close();
    }

    @Override
    protected void service(Next next) {
        switch (next) {
            case TAKES_IT -> service.answers(201, "");
            case KNOWS_NOBODY -> service.answers(410, "");
            case IS_BUSY -> service.answers(429, "", "Retry-After", "30");
            case IS_BROKEN -> service.answers(500, "");
            case SAYS_NOTHING -> service.saysNothing();
        }
    }

    @Override
    protected PushOutcome send(PushNotification what, Duration patience) {
        return send(DEVELOPMENT, what, patience);
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
    void sendsTheHeadersOfAPushMessageAndNothingReadable() {
        service(Next.TAKES_IT);

        send(NOTIFICATION, PATIENCE);

        HttpStandIn.Received request = service.received().get(0);
        assertThat(request.method()).isEqualTo("POST");
        assertThat(request.headers())
                .containsEntry("ttl", "180")
                .containsEntry("urgency", "high")
                .containsEntry("topic", "login")
                .containsEntry("content-encoding", "aes128gcm")
                .containsKey("authorization");
        assertThat(request.headers().toString() + new String(request.body().toArray(), StandardCharsets.ISO_8859_1))
                .doesNotContain("Confirm", NOTIFICATION.id().toString(), "LOGIN");
    }

    /** A phone shows one notification of those with one tag. */
    @Test
    void theTopicIsTheTagOfTheNotificationAndNothingElseOfItIsSaid() {
        assertThat(WebPushSender.text(NOTIFICATION)).endsWith("\"tag\":\"login\"}");
        assertThat(WebPushSender.text(notification("NOTICE", "Title")))
                .isEqualTo(
                        "{\"id\":\"" + NOTIFICATION.id() + "\",\"kind\":\"NOTICE\",\"title\":\"Title\",\"body\":\"\"}");
    }

    @Test
    void everyMessageHasItsOwnSaltAndKey() {
        service(Next.TAKES_IT);
        service(Next.TAKES_IT);

        send(NOTIFICATION, PATIENCE);
        send(NOTIFICATION, PATIENCE);

        byte[] first = service.received().get(0).body().toArray();
        byte[] second = service.received().get(1).body().toArray();
        assertThat(Arrays.copyOf(first, 16)).isNotEqualTo(Arrays.copyOf(second, 16));
        assertThat(Arrays.copyOfRange(first, 21, 86)).isNotEqualTo(Arrays.copyOfRange(second, 21, 86));
    }

    @Test
    void kindsOfNotificationsLookAlike() {
        service(Next.TAKES_IT);
        service(Next.TAKES_IT);

        send(notification("LOGIN", "A"), PATIENCE);
        send(notification("NOTICE", "A title that is longer"), PATIENCE);

        assertThat(service.received())
                .extracting(request -> request.body().length())
                .containsExactly(86 + 512 + 1 + 16, 86 + 512 + 1 + 16);
    }

    static Stream<Arguments> answers() {
        List<PushOutcome.Kind> kinds = List.of(
                PushOutcome.Kind.SENT, // 201
                PushOutcome.Kind.SENT, // 202
                PushOutcome.Kind.REFUSED, // 400
                PushOutcome.Kind.REFUSED, // 401
                PushOutcome.Kind.REFUSED, // 403
                PushOutcome.Kind.ADDRESS_DEAD, // 404
                PushOutcome.Kind.ADDRESS_DEAD, // 410
                PushOutcome.Kind.REFUSED, // 413
                PushOutcome.Kind.BUSY, // 429, seconds
                PushOutcome.Kind.BUSY, // 429, date
                PushOutcome.Kind.FAILED, // 500
                PushOutcome.Kind.FAILED, // 503
                PushOutcome.Kind.REFUSED, // 301
                PushOutcome.Kind.SENT); // 200
        List<JsonObject> vectors = Vectors.read("webpush.json").getJsonArray("push_service_responses").stream()
                .map(value -> value.asJsonObject())
                .toList();
        assertThat(vectors).hasSameSizeAs(kinds);
        return Stream.iterate(0, i -> i < kinds.size(), i -> i + 1)
                .map(i -> Arguments.of(vectors.get(i), kinds.get(i)));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void understandsTheAnswersOfTheVectors(JsonObject vector, PushOutcome.Kind kind) {
        String[] headers = vector.containsKey("headers")
                ? vector.getJsonObject("headers").entrySet().stream()
                        .flatMap(header -> Stream.of(
                                header.getKey(), vector.getJsonObject("headers").getString(header.getKey())))
                        .toArray(String[]::new)
                : new String[0];
        service.answers(vector.getInt("status"), "", headers);

        PushOutcome outcome = send(NOTIFICATION, PATIENCE);

        assertThat(outcome.kind()).as(vector.getString("action")).isEqualTo(kind);
        assertThat(service.received()).as("one request, no redirect followed").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"429, 30, PT30S", "429, 'Wed, 21 Oct 2026 07:28:00 GMT', PT1M", "503, 5, PT5S"})
    void saysHowLongToWait(int status, String header, Duration wait) {
        service.answers(status, "", "Retry-After", header);

        assertThat(send(NOTIFICATION, PATIENCE).retryAfter()).contains(wait);
    }

    @Test
    void aRedirectIsNotFollowed() {
        service.answers(301, "", "Location", service.address("/elsewhere").toString());
        service(Next.TAKES_IT);

        assertThat(send(NOTIFICATION, PATIENCE).kind()).isEqualTo(PushOutcome.Kind.REFUSED);
        assertThat(service.received()).hasSize(1);
    }

    @Test
    void hangsUpOnAnAnswerWithoutAnEnd() throws InterruptedException {
        service.neverEnds(201);

        assertThat(send(NOTIFICATION, PATIENCE).kind()).isEqualTo(PushOutcome.Kind.SENT);
        service.awaitHangUp();
    }

    @Test
    void anEndpointThatIsNotAllowedIsNeverCalled() {
        service(Next.TAKES_IT);

        PushOutcome outcome = send(new EndpointRules(Set.of(), Set.of(443), false, NAMES), NOTIFICATION, PATIENCE);

        assertThat(outcome.kind()).isEqualTo(PushOutcome.Kind.REFUSED);
        assertThat(service.received()).isEmpty();
    }

    @Test
    void whatIsLongerThanAMessageIsNotSent() {
        PushNotification longest = new PushNotification(
                NOTIFICATION.id(), "NOTICE", "确".repeat(200), "认".repeat(1000), Duration.ofHours(1), Optional.empty());
        service(Next.TAKES_IT);
        service(Next.TAKES_IT);

        assertThat(send(longest, PATIENCE).kind()).isEqualTo(PushOutcome.Kind.SENT);
        assertThat(service.received().get(0).body().length()).isEqualTo(4096);
        PushNotification longer = new PushNotification(
                NOTIFICATION.id(), "NOTICE", "t", "\u0001".repeat(1000), Duration.ofHours(1), Optional.empty());
        assertThat(send(longer, PATIENCE).kind()).isEqualTo(PushOutcome.Kind.REFUSED);
        assertThat(service.received()).hasSize(1);
    }

    private PushOutcome send(EndpointRules rules, PushNotification what, Duration patience) {
        WebPushAddress to = WebPushAddress.of(
                service.address("/push/1").toString(),
                BROWSER.getString("ua_public"),
                BROWSER.getString("auth_secret"));
        Vapid vapid = new Vapid(
                WebPushKeys.jwk(VAPID.getString("public_key"), VAPID.getString("private_key")), Optional.empty());
        BoundedHttp http = new BoundedHttp(patience, patience);
        Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
        return new WebPushSender(rules, vapid, http, clock, new SecureRandom()).send(to, what);
    }

    private static PushNotification notification(String kind, String title) {
        return new PushNotification(NOTIFICATION.id(), kind, title, "", Duration.ofMinutes(3), Optional.empty());
    }
}
