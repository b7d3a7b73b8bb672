package dev.countersign.sdk;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.countersign.device.ActivationMethod;
import dev.countersign.device.ActivationSecret;
import dev.countersign.device.ActivationTranscript;
import dev.countersign.device.ApprovalRequest;
import dev.countersign.device.Challenge;
import dev.countersign.device.HashFunction;
import dev.countersign.device.Ocra;
import dev.countersign.device.OcraInput;
import dev.countersign.device.OcraKey;
import dev.countersign.device.OcraSuite;
import dev.countersign.device.Octets;
import dev.countersign.device.P256KeyPair;
import dev.countersign.device.P256PublicKey;
import dev.countersign.device.PinHash;
import dev.countersign.device.RenewalTranscript;
import dev.countersign.device.ServerActivation;
import dev.countersign.device.ServerRenewal;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;

/** A server of one activation that follows the protocol's document with the real server side of {@code device-protocol}. */
final class PlayedServer implements AutoCloseable {

    static final String USER = "abcde123";
    static final String PIN_SUITE = "OCRA-1:HOTP-SHA256-8:QN06-PSHA256";
    static final String UNLOCK_SUITE = "OCRA-1:HOTP-SHA256-8:QN06";
    static final String APPROVAL_SUITE = "OCRA-1:HOTP-SHA256-8:QH64-PSHA256";

    static final String SMS_SECRET = "s".repeat(43);
    static final UUID FIRST_NUMBER = UUID.randomUUID();
    static final UUID SECOND_NUMBER = UUID.randomUUID();

    private static final int OPEN = -1;

    /** A call as it came. */
    record Call(String method, String path, Optional<String> authorization, JsonObject body) {}

    /** What is answered in place of the server's own answer. */
    record Prepared(int status, String body) {}

    final List<Call> calls = new ArrayList<>();
    final UUID activation = UUID.randomUUID();
    final UUID enrolment = UUID.randomUUID();
    String userName = USER;
    Optional<String> statusOfEnrolments = Optional.empty();
    boolean proofIsFalse;
    boolean cutsTheNextRedemption;
    int cutsOfRenewals;

    /** Of the renewal that was taken; before, that of the redemption answers. */
    Optional<ServerRenewal.Confirmed> renewed = Optional.empty();

    private final UUID renewal = UUID.randomUUID();
    private String renewedBy = "";

    /** Of the redemption that was taken. */
    Optional<ServerActivation.Confirmed> confirmed = Optional.empty();

    String openedPin = "";

    private Optional<P256PublicKey> approvalKey = Optional.empty();

    private final ConcurrentLinkedDeque<Prepared> prepared = new ConcurrentLinkedDeque<>();
    private final SecureRandom random = new SecureRandom();
    private final P256KeyPair pair = P256KeyPair.generate(random);
    private final ActivationSecret secret;
    private final HttpServer http;

    private PlayedServer(ActivationSecret secret, HttpServer http) {
        this.secret = secret;
        this.http = http;
    }

    static PlayedServer start(ActivationSecret secret) {
        try {
            HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            PlayedServer server = new PlayedServer(secret, http);
            http.createContext("/", server::handle);
            http.setExecutor(Executors.newSingleThreadExecutor(task -> {
                Thread thread = new Thread(task);
                thread.setDaemon(true);
                return thread;
            }));
            http.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
    }

    String link() {
        return address() + "/activate/#" + activation + "." + Base64Url.encode(secret.octets());
    }

    void answerNext(int status, String body) {
        prepared.add(new Prepared(status, body));
    }

    /** The next answer is 200 and this, and then nothing more comes until the server is closed. */
    void keepsNextOpen(String body) {
        prepared.add(new Prepared(OPEN, body));
    }

    /** A problem document with every member that a device looks at. */
    static String problem(String code) {
        return Json.createObjectBuilder()
                .add("type", "urn:countersign:problem:" + code)
                .add("code", code)
                .add("reference", "7Q2M4K9T")
                .add("triesLeft", 3)
                .add("retryAfterSeconds", 61)
                .build()
                .toString();
    }

    JsonObject offer(String challengeSuite, Optional<String> approvalSuite) {
        var json = Json.createObjectBuilder()
                .add("activation", activation.toString())
                .add("enrolment", enrolment.toString())
                .add("challengeSuite", challengeSuite)
                .add("serverPublicKey", Base64Url.encode(pair.publicKey().octets()))
                .add("expiresAt", "2026-01-01T00:10:00Z")
                .add("later", "a field of a later version");
        approvalSuite.ifPresent(suite -> json.add("approvalSuite", suite));
        return json.build();
    }

    /** What the server expects for a challenge. */
    String response(Challenge challenge, Optional<String> pin) {
        OcraInput question = OcraInput.of(challenge.digits());
        OcraInput input = pin.map(text -> question.withPin(PinHash.of(text.toCharArray(), HashFunction.SHA256)))
                .orElse(question);
        OcraSuite suite = OcraSuite.parse(pin.isPresent() ? PIN_SUITE : UNLOCK_SUITE);
        return Ocra.response(suite, challengeKey(), input);
    }

    /** What the server expects with an approval. */
    String approval(ApprovalRequest request, String pin) {
        OcraInput input = OcraInput.of(request.question()).withPin(PinHash.of(pin.toCharArray(), HashFunction.SHA256));
        return Ocra.response(
                OcraSuite.parse(APPROVAL_SUITE),
                confirmed.orElseThrow().keys().approvalKey().orElseThrow(),
                input);
    }

    /** A list of what waits, of one request. */
    String waiting(UUID id, ApprovalRequest request, boolean asksNumber) {
        return Json.createObjectBuilder()
                .add(
                        "requests",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("id", id.toString())
                                        .add("enrolment", enrolment.toString())
                                        .add("request", Base64Url.encode(Octets.of(request.octets())))
                                        .add("asksNumber", asksNumber)
                                        .add("expiresAt", "2026-01-01T00:02:00Z")))
                .build()
                .toString();
    }

    private OcraKey challengeKey() {
        return renewed.map(ServerRenewal.Confirmed::challengeKey)
                .orElseGet(() -> confirmed.orElseThrow().keys().challengeKey());
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        Call call = new Call(
                exchange.getRequestMethod(),
                exchange.getRequestURI().toString(),
                Optional.ofNullable(exchange.getRequestHeaders().getFirst("Authorization")),
                body.isEmpty() ? JsonObject.EMPTY_JSON_OBJECT : parse(body));
        calls.add(call);
        Prepared answer = prepared.isEmpty() ? answer(call) : prepared.remove();
        if (answer.status() == 0) {
            exchange.close();
            return;
        }
        byte[] octets = answer.body().getBytes(StandardCharsets.UTF_8);
        if (answer.status() == OPEN) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(octets);
            exchange.getResponseBody().flush();
            return;
        }
        exchange.sendResponseHeaders(answer.status(), octets.length == 0 ? -1 : octets.length);
        exchange.getResponseBody().write(octets);
        exchange.close();
    }

    private Prepared answer(Call call) {
        if (call.path().equals("/api/v1/device/activations")) {
            boolean pin = call.body()
                    .getJsonObject("installation")
                    .getString("unlock")
                    .equals("PIN");
            return new Prepared(
                    200,
                    (pin ? offer(PIN_SUITE, Optional.of(APPROVAL_SUITE)) : offer(UNLOCK_SUITE, Optional.empty()))
                            .toString());
        }
        if (call.path().endsWith("/redemption")) {
            Prepared answer = redeem(call);
            if (cutsTheNextRedemption) {
                cutsTheNextRedemption = false;
                return new Prepared(0, "");
            }
            return answer;
        }
        if (call.path().endsWith("/renewal")) {
            return call.method().equals("POST") ? offerRenewal() : renew(call);
        }
        if (call.path().endsWith("/credentials")) {
            return new Prepared(201, begun());
        }
        if (call.path().endsWith("/sms")) {
            return new Prepared(
                    202, "{\"resendAt\": \"2026-01-01T00:02:00Z\", \"expiresAt\": \"2026-01-01T00:15:00Z\"}");
        }
        return call.method().equals("PUT")
                ? new Prepared(204, "")
                : statusOfEnrolments
                        .map(list -> new Prepared(200, "{\"enrolments\": " + list + "}"))
                        .orElse(new Prepared(404, problem("NOT_FOUND")));
    }

    private String begun() {
        String numbers = "[{\"id\": \"" + FIRST_NUMBER + "\", \"label\": \"1234\", \"default\": false},"
                + " {\"id\": \"" + SECOND_NUMBER + "\", \"label\": \"4567\", \"default\": true}]";
        return "{\"activation\": \"" + activation + "\", \"secret\": \"" + SMS_SECRET + "\", \"numbers\": " + numbers
                + ", \"expiresAt\": \"2026-01-01T00:15:00Z\"}";
    }

    private Prepared offerRenewal() {
        return new Prepared(
                200,
                Json.createObjectBuilder()
                        .add("renewal", renewal.toString())
                        .add(
                                "serverPublicKey",
                                Base64Url.encode(pair.publicKey().octets()))
                        .build()
                        .toString());
    }

    private Prepared renew(Call call) {
        JsonObject body = call.body();
        if (!body.toString().equals(renewedBy)) {
            RenewalTranscript transcript = new RenewalTranscript(
                    UUID.fromString(body.getString("renewal")),
                    enrolment,
                    UUID.fromString(call.path().split("/", -1)[5]),
                    OcraSuite.parse(PIN_SUITE),
                    pair.publicKey(),
                    key(body, "devicePublicKey"));
            Optional<ServerRenewal.Confirmed> right =
                    ServerRenewal.of(pair, challengeKey(), transcript).confirmedBy(octets(body, "confirmation"));
            if (right.isEmpty()) {
                return new Prepared(422, problem("RENEWAL_REFUSED"));
            }
            renewed = right;
            renewedBy = body.toString();
        }
        if (cutsOfRenewals > 0) {
            cutsOfRenewals--;
            return new Prepared(0, "");
        }
        Octets confirmation =
                proofIsFalse ? Octets.random(32, random) : renewed.orElseThrow().serverConfirmation();
        return new Prepared(200, "{\"confirmation\": \"" + Base64Url.encode(confirmation) + "\"}");
    }

    private Prepared redeem(Call call) {
        JsonObject body = call.body();
        boolean pin = body.getJsonObject("installation").getString("unlock").equals("PIN");
        ActivationTranscript transcript = new ActivationTranscript(
                method(body.getString("method")),
                activation,
                enrolment,
                UUID.fromString(body.getJsonObject("installation").getString("id")),
                OcraSuite.parse(pin ? PIN_SUITE : UNLOCK_SUITE),
                pin ? Optional.of(OcraSuite.parse(APPROVAL_SUITE)) : Optional.empty(),
                pair.publicKey(),
                key(body, "devicePublicKey"),
                key(body, "approvalPublicKey"));
        Optional<ServerActivation.Confirmed> right =
                ServerActivation.of(pair, secret, transcript).confirmedBy(octets(body, "confirmation"));
        approvalKey = Optional.of(transcript.approvalKey());
        JsonObject possession = body.getJsonObject("possession");
        byte[] octets = transcript.possessionOctets();
        if (right.isEmpty() || !(pin ? isSigned(possession, octets) : isAsserted(possession, octets))) {
            return new Prepared(422, problem("ACT_PROOF_WRONG"));
        }
        if (pin != body.containsKey("sealedPin")) {
            return new Prepared(400, problem("MALFORMED"));
        }
        if (pin) {
            openedPin = new String(
                    right.get()
                            .pinSeal()
                            .open(octets(body, "sealedPin"))
                            .orElseThrow()
                            .toArray(),
                    StandardCharsets.UTF_8);
        }
        confirmed = right;
        Octets confirmation =
                proofIsFalse ? Octets.random(32, random) : right.get().serverConfirmation();
        return new Prepared(
                201,
                Json.createObjectBuilder()
                        .add("enrolment", enrolment.toString())
                        .add("userName", userName)
                        .add("confirmation", Base64Url.encode(confirmation))
                        .build()
                        .toString());
    }

    /** Whether the key of the device signed the octets. */
    private boolean isSigned(JsonObject proof, byte[] octets) {
        return isSigned(octets, octets(proof, "signature").toArray());
    }

    boolean isSigned(byte[] octets, byte[] signature) {
        return signature.length == 64
                && verify("SHA256withECDSAinP1363Format", approvalKey.orElseThrow(), octets, signature);
    }

    /** Whether a WebAuthn assertion of the device's key has the octets' hash as its challenge. */
    boolean isAsserted(JsonObject proof, byte[] octets) {
        byte[] data = octets(proof, "authenticatorData").toArray();
        byte[] clientData = octets(proof, "clientData").toArray();
        JsonObject client = parse(new String(clientData, StandardCharsets.UTF_8));
        byte[] expected = ByteBuffer.allocate(37)
                .put(sha256("127.0.0.1".getBytes(StandardCharsets.UTF_8)))
                .put((byte) 5)
                .array();
        byte[] signed = ByteBuffer.allocate(data.length + 32)
                .put(data)
                .put(sha256(clientData))
                .array();
        return octets(proof, "credential").length() == 16
                && MessageDigest.isEqual(data, expected)
                && client.getString("type").equals("webauthn.get")
                && client.getString("origin").equals(address().toString())
                && client.getString("challenge").equals(Base64Url.encode(sha256(octets)))
                && verify(
                        "SHA256withECDSA",
                        approvalKey.orElseThrow(),
                        signed,
                        octets(proof, "signature").toArray());
    }

    private static boolean verify(String algorithm, P256PublicKey key, byte[] octets, byte[] signature) {
        try {
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(key.toJdk());
            verifier.update(octets);
            return verifier.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static byte[] sha256(byte[] octets) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(octets);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ActivationMethod method(String label) {
        return List.of(ActivationMethod.values()).stream()
                .filter(method -> method.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private static P256PublicKey key(JsonObject body, String name) {
        return new P256PublicKey(octets(body, name));
    }

    private static Octets octets(JsonObject body, String name) {
        return Octets.of(Base64.getUrlDecoder().decode(body.getString(name)));
    }

    private static JsonObject parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    @Override
    public void close() {
        http.stop(0);
    }
}
