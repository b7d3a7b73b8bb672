package dev.countersign.activation;

import dev.countersign.Beans;
import dev.countersign.activation.ActivationOutcome.Granted;
import dev.countersign.activation.ActivationOutcome.Refused;
import dev.countersign.activation.ActivationRefusal.Reason;
import dev.countersign.authenticator.ApprovalAnswer.OfPin;
import dev.countersign.authenticator.DeviceReport;
import dev.countersign.authenticator.Platform;
import dev.countersign.authenticator.Possession;
import dev.countersign.authenticator.RelyingParty;
import dev.countersign.authenticator.UnlockKind;
import dev.countersign.device.ActivationCode;
import dev.countersign.device.ActivationMethod;
import dev.countersign.device.ActivationSecret;
import dev.countersign.device.ActivationTranscript;
import dev.countersign.device.ApprovalRequest;
import dev.countersign.device.DeviceActivation;
import dev.countersign.device.EnrolmentKeys;
import dev.countersign.device.HashFunction;
import dev.countersign.device.Ocra;
import dev.countersign.device.OcraInput;
import dev.countersign.device.OcraKey;
import dev.countersign.device.OcraSuite;
import dev.countersign.device.Octets;
import dev.countersign.device.P256KeyPair;
import dev.countersign.device.PinHash;
import dev.countersign.push.PushDesk;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** A phone of the PIN kind, as a test holds it: it is activated and answers challenges. */
public final class Phone {

    /** With a letter that no UUID has: names of users in tests are made of one, and no PIN is taken that stands in a name. */
    public static final String PIN = "7q=31";

    private static final RelyingParty HERE = new RelyingParty(List.of("https://login.example"));

    private final SecureRandom random = new SecureRandom();
    private final Beans beans;
    private final UUID installation;
    private String token = Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(Octets.random(32, random).toArray());
    private String pin = PIN;
    private Platform platform = Platform.ANDROID_BROWSER;
    private String model = "Pixel 8";
    private Optional<Phone> earlier = Optional.empty();

    @SuppressWarnings("NullAway.Init")
    private P256KeyPair approval;

    private String osVersion = "14";
    private final Map<String, EnrolmentKeys> keys = new HashMap<>();
    private final Map<String, OcraSuite> suites = new HashMap<>();
    private final Map<String, P256KeyPair> approvalKeys = new HashMap<>();
    private final Map<String, UUID> enrolments = new HashMap<>();

    @SuppressWarnings("NullAway.Init")
    private Offer lastOffer;

    @SuppressWarnings("NullAway.Init")
    private Redemption lastClaim;

    public Phone(Beans beans) {
        this(beans, UUID.randomUUID());
    }

    private Phone(Beans beans, UUID installation) {
        this.beans = beans;
        this.installation = installation;
    }

    /** The very same app, for a caller of its own. */
    Phone twin() {
        return new Phone(beans, installation).withToken(token).withPin(pin);
    }

    Phone withPin(String text) {
        pin = text;
        return this;
    }

    Phone withPlatform(Platform other, String version) {
        platform = other;
        osVersion = version;
        return this;
    }

    Phone withToken(String other) {
        token = other;
        return this;
    }

    Phone withModel(String name) {
        model = name;
        return this;
    }

    /** Has the approval key of an app that was on this phone before. */
    Phone withKeyOf(Phone app) {
        earlier = Optional.of(app);
        return this;
    }

    DeviceReport report() {
        return new DeviceReport(
                installation, platform, osVersion, "1.0", model, UnlockKind.PIN, false, Optional.empty());
    }

    /** The app is open, and asks by a connection of its own what waits for its users. */
    public void keepOpen() {
        beans.call(PushDesk.class, desk -> desk.watch(installation, token).orElseThrow());
    }

    public UUID installation() {
        return installation;
    }

    public String token() {
        return token;
    }

    ActivationOutcome<Offer> scan(BegunActivation begun) {
        return beans.call(DeviceDesk.class, desk -> desk.offer(begun.view().id(), report()));
    }

    ActivationOutcome<Offer> type(String code, String address) {
        Locator locator = new Locator(ActivationCode.parse(code).orElseThrow().locator());
        return beans.call(DeviceDesk.class, desk -> desk.offer(locator, report(), address));
    }

    /** Scans and claims; keeps the keys if the server confirms them. */
    public ActivationOutcome<Activated> activate(BegunActivation begun) {
        ActivationSecret secret =
                ActivationSecret.ofQr(Octets.of(Base64.getUrlDecoder().decode(begun.scanned())));
        ActivationOutcome<Offer> offer = scan(begun);
        return offer instanceof Granted<Offer> granted
                ? redeem(granted.value(), secret)
                : new Refused<>(((Refused<Offer>) offer).refusal());
    }

    ActivationOutcome<Activated> redeem(Offer offer, ActivationSecret secret) {
        P256KeyPair agreement = P256KeyPair.generate(random);
        approval = P256KeyPair.generate(random);
        ActivationTranscript transcript = new ActivationTranscript(
                secret.method(),
                offer.activation(),
                offer.enrolment(),
                installation,
                offer.suites().challenge(),
                offer.suites().approval(),
                offer.serverKey(),
                agreement.publicKey(),
                approval.publicKey());
        DeviceActivation device = DeviceActivation.of(agreement, secret, transcript);
        Redemption redemption = new Redemption(
                secret.method(),
                report(),
                token,
                agreement.publicKey(),
                approval.publicKey(),
                Octets.of(device.confirmation().toArray()),
                new Possession.Signed(sign(approval, transcript.possessionOctets())),
                Optional.of(device.sealPin(pin.toCharArray(), random)),
                earlier.filter(app -> secret.method() == ActivationMethod.KEY)
                        .map(app -> new Possession.Signed(sign(app.approval, transcript.handOverOctets()))));
        lastOffer = offer;
        lastClaim = redemption;
        ActivationOutcome<Activated> outcome =
                beans.call(DeviceDesk.class, desk -> desk.redeem(offer.activation(), redemption, HERE));
        if (outcome instanceof Granted<Activated> granted) {
            Activated activated = granted.value();
            keys.put(
                    activated.userName(),
                    device.confirmedBy(activated.confirmation()).orElseThrow());
            suites.put(activated.userName(), offer.suites().challenge());
            approvalKeys.put(activated.userName(), approval);
            enrolments.put(activated.userName(), activated.enrolment());
        }
        return outcome;
    }

    /** Sends what it sent last once more, with the token that it has now. */
    ActivationOutcome<Activated> claimAgain() {
        Redemption again = new Redemption(
                lastClaim.method(),
                lastClaim.report(),
                token,
                lastClaim.deviceKey(),
                lastClaim.approvalKey(),
                lastClaim.confirmation(),
                lastClaim.possession(),
                lastClaim.sealedPin(),
                lastClaim.handOver());
        return beans.call(DeviceDesk.class, desk -> desk.redeem(lastOffer.activation(), again, HERE));
    }

    /** Sends what it sent last once more, but says that its earlier key proves it; what it shows of that is nothing. */
    ActivationOutcome<Activated> claimAgainByKey() {
        Redemption again = new Redemption(
                ActivationMethod.KEY,
                lastClaim.report(),
                token,
                lastClaim.deviceKey(),
                lastClaim.approvalKey(),
                lastClaim.confirmation(),
                lastClaim.possession(),
                lastClaim.sealedPin(),
                Optional.of(lastClaim.possession()));
        return beans.call(DeviceDesk.class, desk -> desk.redeem(lastOffer.activation(), again, HERE));
    }

    /** Claims with the key that it shows as its approval key in the place of the other one too. */
    ActivationOutcome<Activated> claimWithOneKeyInTwoPlaces(BegunActivation begun) {
        Redemption odd = new Redemption(
                lastClaim.method(),
                lastClaim.report(),
                token,
                lastClaim.approvalKey(),
                lastClaim.approvalKey(),
                lastClaim.confirmation(),
                lastClaim.possession(),
                lastClaim.sealedPin());
        return beans.call(DeviceDesk.class, desk -> desk.redeem(begun.view().id(), odd, HERE));
    }

    /** The key by which it answers the challenges of a user. */
    public OcraKey challengeKey(String userName) {
        return Objects.requireNonNull(keys.get(userName)).challengeKey();
    }

    /** Takes another key in the place of it. */
    public void takeChallengeKey(String userName, OcraKey key) {
        EnrolmentKeys known = Objects.requireNonNull(keys.get(userName));
        keys.put(userName, new EnrolmentKeys(key, known.approvalKey()));
    }

    public OcraSuite challengeSuite(String userName) {
        return Objects.requireNonNull(suites.get(userName));
    }

    /** What the phone shows to a challenge for one of its users. */
    public String respond(String userName, String challenge) {
        return respond(userName, challenge, pin);
    }

    public String respond(String userName, String challenge, String typedPin) {
        OcraInput input = OcraInput.of(challenge).withPin(PinHash.of(typedPin.toCharArray(), HashFunction.SHA256));
        return Ocra.response(
                Objects.requireNonNull(suites.get(userName)),
                Objects.requireNonNull(keys.get(userName)).challengeKey(),
                input);
    }

    /** The user says yes, with the PIN that he types and the number if there is one to type. */
    public OfPin approve(String userName, Octets request, Optional<String> number, String typedPin) {
        ApprovalRequest shown = ApprovalRequest.parse(request.toArray());
        OcraInput input =
                OcraInput.of(shown.question()).withPin(PinHash.of(typedPin.toCharArray(), HashFunction.SHA256));
        String response = Ocra.response(
                OcraSuite.parse("OCRA-1:HOTP-SHA256-8:QH64-PSHA256"),
                Objects.requireNonNull(keys.get(userName)).approvalKey().orElseThrow(),
                input);
        return new OfPin(jws(userName, fields(userName, shown, "APPROVE", number)), Optional.of(response));
    }

    public OfPin approve(String userName, Octets request) {
        return approve(userName, request, Optional.empty(), pin);
    }

    /** The user says no. */
    public OfPin deny(String userName, Octets request) {
        ApprovalRequest shown = ApprovalRequest.parse(request.toArray());
        return new OfPin(jws(userName, fields(userName, shown, "DENY", Optional.empty())), Optional.empty());
    }

    /** What is signed; a test may change it. */
    public JsonObjectBuilder fields(String userName, ApprovalRequest shown, String decision, Optional<String> number) {
        JsonObjectBuilder fields = Json.createObjectBuilder()
                .add("attempt", shown.attempt().toString())
                .add(
                        "enrolment",
                        Objects.requireNonNull(enrolments.get(userName)).toString())
                .add("decision", decision)
                .add("nonce", base64Url(shown.nonce().toArray()))
                .add("requestHash", base64Url(shown.hash().toArray()));
        number.ifPresent(digits -> fields.add("number", digits));
        return fields;
    }

    /** Signs by the approval key of the user. */
    public String jws(String userName, JsonObjectBuilder fields) {
        return jws(userName, "{\"alg\":\"ES256\",\"typ\":\"countersign-approval+jws\"}", fields);
    }

    public String jws(String userName, String header, JsonObjectBuilder fields) {
        String signed = base64Url(header.getBytes(StandardCharsets.UTF_8)) + "."
                + base64Url(fields.build().toString().getBytes(StandardCharsets.UTF_8));
        Octets signature =
                sign(Objects.requireNonNull(approvalKeys.get(userName)), signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + base64Url(signature.toArray());
    }

    private static String base64Url(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    public static <T> T granted(ActivationOutcome<T> outcome) {
        return ((Granted<T>) outcome).value();
    }

    static Reason reason(ActivationOutcome<?> outcome) {
        return ((Refused<?>) outcome).refusal().reason();
    }

    private static Octets sign(P256KeyPair pair, byte[] octets) {
        try {
            PrivateKey key = KeyFactory.getInstance("EC")
                    .generatePrivate(
                            new PKCS8EncodedKeySpec(pair.privateOctets().toArray()));
            Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
            signature.initSign(key);
            signature.update(octets);
            return Octets.of(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
