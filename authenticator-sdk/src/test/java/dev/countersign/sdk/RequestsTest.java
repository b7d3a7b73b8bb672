package dev.countersign.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.countersign.device.ActivationSecret;
import dev.countersign.device.ApprovalRequest;
import dev.countersign.device.Octets;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What waits on a device: heard of, shown, approved and denied, as the server checks it. */
@Timeout(60)
class RequestsTest {

    private static final String PIN = "7a=31";

    private final SecureRandom random = new SecureRandom();
    private final PlayedServer played = PlayedServer.start(ActivationSecret.randomQr(random));
    private final MemoryStore store = new MemoryStore();
    private final Requests requests = new Requests(new Server(played.address()), store);
    private final UUID id = UUID.randomUUID();
    private final ApprovalRequest shown = request(PlayedServer.USER);

    @AfterEach
    void stop() {
        played.close();
    }

    @Test
    void listsWhatWaits() {
        activate(UnlockKind.PIN);
        played.answerNext(200, played.waiting(id, shown, true));

        assertThat(requests.list().value().orElseThrow())
                .containsExactly(
                        new PendingRequest(id, played.enrolment, shown, true, Instant.parse("2026-01-01T00:02:00Z")));
        assertCalled("GET", "/requests");
    }

    @Test
    void anApprovalIsSignedAndAnswersWithThePin() {
        activate(UnlockKind.PIN);
        played.answerNext(200, "{\"state\": \"AUTHENTICATED\"}");

        Outcome<DecidedLogin> outcome = requests.approve(pending(shown), Optional.of("42"), PIN.toCharArray());

        assertThat(outcome.value()).contains(DecidedLogin.AUTHENTICATED);
        JsonObject body = assertCalled("POST", "/requests/" + id + "/decision");
        assertThat(body.keySet()).containsExactlyInAnyOrder("approval", "response");
        assertThat(body.getString("response")).isEqualTo(played.approval(shown, PIN));
        JsonObject payload = assertSigned(body.getString("approval"));
        assertThat(payload.getString("decision")).isEqualTo("APPROVE");
        assertThat(payload.getString("number")).isEqualTo("42");
    }

    @Test
    void anotherPinGivesAnotherResponse() {
        activate(UnlockKind.PIN);
        played.answerNext(422, PlayedServer.problem("LOGIN_FACTOR_FAILED"));

        Outcome<DecidedLogin> outcome = requests.approve(pending(shown), Optional.empty(), "1234".toCharArray());

        assertThat(outcome.refusal()).isPresent();
        JsonObject body = assertCalled("POST", "/requests/" + id + "/decision");
        assertThat(body.getString("response")).hasSize(8).isNotEqualTo(played.approval(shown, PIN));
        assertThat(assertSigned(body.getString("approval"))).doesNotContainKey("number");
    }

    @Test
    void aDenialIsSignedAndTakesNoPin() {
        activate(UnlockKind.PIN);
        played.answerNext(200, "{\"state\": \"DENIED\"}");

        assertThat(requests.deny(pending(shown)).value()).contains(DecidedLogin.DENIED);

        JsonObject body = assertCalled("POST", "/requests/" + id + "/decision");
        assertThat(body.keySet()).containsExactly("approval");
        JsonObject payload = assertSigned(body.getString("approval"));
        assertThat(payload.getString("decision")).isEqualTo("DENY");
        assertThat(payload).doesNotContainKey("number");
    }

    @Test
    void aPhoneThatUnlocksItsKeysAsserts() {
        activate(UnlockKind.DEVICE);
        played.answerNext(200, "{\"state\": \"AUTHENTICATED\"}");

        requests.approve(pending(shown), Optional.of("42"), new char[0]);

        JsonObject body = assertCalled("POST", "/requests/" + id + "/decision");
        assertThat(body.keySet()).containsExactlyInAnyOrder("decision", "assertion", "number");
        assertThat(body.getString("decision")).isEqualTo("APPROVE");
        assertThat(body.getString("number")).isEqualTo("42");
        assertThat(played.isAsserted(body.getJsonObject("assertion"), shown.octets()))
                .isTrue();
    }

    @Test
    void aPhoneThatUnlocksItsKeysDeniesWithoutThem() {
        activate(UnlockKind.DEVICE);
        played.answerNext(200, "{\"state\": \"DENIED\"}");

        requests.deny(pending(shown));

        assertThat(assertCalled("POST", "/requests/" + id + "/decision")).hasToString("{\"decision\":\"DENY\"}");
    }

    static Stream<Function<RequestsTest, PendingRequest>> strangeRequests() {
        return Stream.of(
                test -> test.pending(request("zyxwv987")),
                test -> new PendingRequest(test.id, UUID.randomUUID(), test.shown, false, test.shown.expiry()));
    }

    /** Keys of one user sign nothing that names another. */
    @ParameterizedTest
    @MethodSource
    void strangeRequests(Function<RequestsTest, PendingRequest> strange) {
        activate(UnlockKind.PIN);
        int before = played.calls.size();

        assertThat(requests.approve(strange.apply(this), Optional.empty(), PIN.toCharArray())
                        .refusal())
                .contains(Refusal.of(RefusalReason.NOT_ENROLLED));
        assertThat(requests.deny(strange.apply(this)).refusal()).contains(Refusal.of(RefusalReason.NOT_ENROLLED));
        assertThat(played.calls).hasSize(before);
    }

    @Test
    void whereNobodyIsEnrolledNothingIsAsked() {
        Refusal refusal = Refusal.of(RefusalReason.NOT_ENROLLED);

        assertThat(requests.list().refusal()).contains(refusal);
        assertThat(requests.received(id).refusal()).contains(refusal);
        assertThat(requests.opened(pending(shown)).refusal()).contains(refusal);
        assertThat(requests.deny(pending(shown)).refusal()).contains(refusal);
        assertThatExceptionOfType(StoreException.class).isThrownBy(() -> requests.open(waiting -> {}));
        assertThat(played.calls).isEmpty();
    }

    @Test
    void tellsThatItShowsARequest() {
        activate(UnlockKind.PIN);
        PendingRequest pending = pending(shown);
        played.answerNext(204, "");
        played.answerNext(204, "");

        assertThat(requests.received(id).value()).contains(id);
        assertCalled("POST", "/requests/" + id + "/received");
        assertThat(requests.opened(pending).value()).contains(pending);
        assertCalled("POST", "/requests/" + id + "/opened");
    }

    @Test
    void subscribesToAPushService() {
        activate(UnlockKind.PIN);
        URI endpoint = URI.create("https://push.example/abc");

        assertThat(requests.subscribe(endpoint, "key", "secret").value()).contains(endpoint);

        assertThat(assertCalled("PUT", "/push"))
                .hasToString("{\"service\":\"WEB_PUSH\",\"endpoint\":\"https://push.example/abc\","
                        + "\"p256dh\":\"key\",\"auth\":\"secret\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"state\": \"FACTOR_PENDING\"}"})
    void anAnswerThatDecidesNothingIsAFault(String answer) {
        activate(UnlockKind.PIN);
        played.answerNext(200, answer);

        assertThatExceptionOfType(ServerException.class).isThrownBy(() -> requests.deny(pending(shown)));
    }

    static Stream<Function<String, String>> brokenLists() {
        return Stream.of(
                list -> list.replaceFirst("\"request\":\"....", "\"request\":\"____"),
                list -> list.replace("true", "\"true\""),
                list -> list.replace("\"asksNumber\":true,", ""),
                list -> list.replace("2026-01-01T00:02:00Z", "soon"),
                list -> list.replace("requests", "demands"));
    }

    @ParameterizedTest
    @MethodSource
    void brokenLists(Function<String, String> breaking) {
        activate(UnlockKind.PIN);
        String right = played.waiting(id, shown, true);
        String broken = breaking.apply(right);
        assertThat(broken).isNotEqualTo(right);
        played.answerNext(200, broken);

        assertThatExceptionOfType(ServerException.class).isThrownBy(requests::list);
    }

    @Test
    void hearsOfEachChangeUntilTheStreamEnds() throws Exception {
        activate(UnlockKind.PIN);
        UUID other = UUID.randomUUID();
        String second = played.waiting(other, shown, false);
        int half = second.indexOf(',') + 1;
        played.answerNext(
                200,
                ": begins\n\nevent: requests\ndata: " + played.waiting(id, shown, true) + "\n\n\ndata:"
                        + second.substring(0, half) + "\ndata: " + second.substring(half) + "\n\n");
        BlockingQueue<List<PendingRequest>> heard = new LinkedBlockingQueue<>();

        LiveConnection connection = requests.open(heard::add);

        assertThat(heard.poll(10, TimeUnit.SECONDS))
                .extracting(PendingRequest::id)
                .containsExactly(id);
        assertThat(heard.poll(10, TimeUnit.SECONDS))
                .extracting(PendingRequest::id)
                .containsExactly(other);
        assertCalled("GET", "/requests/events");
        awaitEnd(connection);
        assertThat(heard).isEmpty();
    }

    @Test
    void isOpenUntilItIsClosed() throws Exception {
        activate(UnlockKind.PIN);
        BlockingQueue<List<PendingRequest>> heard = new LinkedBlockingQueue<>();
        played.keepsNextOpen("data: " + played.waiting(id, shown, true) + "\n\n");

        LiveConnection connection = requests.open(heard::add);

        assertThat(heard.poll(10, TimeUnit.SECONDS)).hasSize(1);
        assertThat(connection.isOpen()).isTrue();
        connection.close();
        assertThat(connection.isOpen()).isFalse();
    }

    @Test
    void aStreamThatIsBrokenEnds() {
        activate(UnlockKind.PIN);
        played.answerNext(200, "data: {}\n\n");

        LiveConnection connection = requests.open(waiting -> {});

        awaitEnd(connection);
    }

    @Test
    void aStreamThatIsRefusedIsAFault() {
        activate(UnlockKind.PIN);
        played.answerNext(401, "");

        assertThatExceptionOfType(ServerException.class)
                .isThrownBy(() -> requests.open(waiting -> {}))
                .withMessage(played.address() + " opened no stream: 401");
    }

    /** The class's timeout ends a wait in vain. */
    private static void awaitEnd(LiveConnection connection) {
        while (connection.isOpen()) {
            Thread.onSpinWait();
        }
    }

    private void activate(UnlockKind unlock) {
        DeviceReport report = new DeviceReport(Platform.PROGRAM, "", "1.2.3", "Test", unlock, false, Optional.empty());
        Device device = new Device(new Server(played.address()), store, report, random);
        Offer offer = device.ask(Invitation.parse(played.link()).orElseThrow())
                .value()
                .orElseThrow();
        char[] pin = unlock == UnlockKind.PIN ? PIN.toCharArray() : new char[0];
        assertThat(device.redeem(offer, pin).value()).isPresent();
    }

    private static ApprovalRequest request(String user) {
        Instant time = Instant.parse("2026-01-01T00:00:00Z");
        return new ApprovalRequest(
                UUID.randomUUID(),
                user,
                "Portal",
                "Zug, CH",
                time,
                time.plusSeconds(120),
                Octets.random(32, new SecureRandom()));
    }

    private PendingRequest pending(ApprovalRequest request) {
        return new PendingRequest(id, played.enrolment, request, false, request.expiry());
    }

    /** The last call was this one, of this installation; returns its body. */
    private JsonObject assertCalled(String method, String path) {
        PlayedServer.Call call = played.calls.get(played.calls.size() - 1);
        try (DeviceState state = store.read()) {
            Installation installation = state.installation().orElseThrow();
            assertThat(call.method()).isEqualTo(method);
            assertThat(call.path()).isEqualTo("/api/v1/device/installations/" + installation.id() + path);
            assertThat(call.authorization()).contains("Bearer " + installation.bearer());
        }
        return call.body();
    }

    /** The three parts of a JWS (RFC 7515) that the device's key signed; returns its payload. */
    private JsonObject assertSigned(String jws) {
        String[] parts = jws.split("\\.", -1);
        assertThat(parts).hasSize(3);
        assertThat(decoded(parts[0])).isEqualTo("{\"alg\":\"ES256\",\"typ\":\"countersign-approval+jws\"}");
        byte[] signed = (parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII);
        assertThat(played.isSigned(signed, Base64.getUrlDecoder().decode(parts[2])))
                .isTrue();
        try (JsonReader reader = Json.createReader(new StringReader(decoded(parts[1])))) {
            JsonObject payload = reader.readObject();
            assertThat(payload.getString("attempt")).isEqualTo(shown.attempt().toString());
            assertThat(payload.getString("enrolment")).isEqualTo(played.enrolment.toString());
            assertThat(payload.getString("nonce")).isEqualTo(Base64Url.encode(shown.nonce()));
            assertThat(payload.getString("requestHash")).isEqualTo(Base64Url.encode(shown.hash()));
            return payload;
        }
    }

    private static String decoded(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }
}
