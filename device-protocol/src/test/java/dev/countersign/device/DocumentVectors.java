package dev.countersign.device;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonValue;
import jakarta.json.stream.JsonGenerator;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The vectors of {@code docs/device-protocol.md}: one device of the PIN kind that scans, one of the other kind whose user types. */
final class DocumentVectors {

    private static final OcraSuite PIN_SUITE = OcraSuite.parse("OCRA-1:HOTP-SHA256-8:QN06-PSHA256");
    private static final OcraSuite UNLOCK_SUITE = OcraSuite.parse("OCRA-1:HOTP-SHA256-8:QN06");
    private static final OcraSuite APPROVAL_SUITE = OcraSuite.parse("OCRA-1:HOTP-SHA256-8:QH64-PSHA256");
    private static final String PIN = "7a=31";
    private static final Octets PIN_NONCE = Octets.ofHex("202122232425262728292a2b");

    /** The pairs of RFC 5903 section 8.1 and the public key of RFC 6979 appendix A.2.5. */
    private static final String SERVER_NUMBER = "c88f01f510d9ac3f70a292daa2316de544e9aab8afe84049c62a9c57862d1433";

    private static final String DEVICE_NUMBER = "c6ef9c5d78ae012a011164acb397ce2088685d8f06bf9be0b283ab46476bee53";
    private static final P256KeyPair SERVER = Pairs.of(
            SERVER_NUMBER,
            key("04dad0b65394221cf9b051e1feca5787d098dfe637fc90b9ef945d0c3772581180"
                    + "5271a0461cdb8252d61f1c456fa3e59ab1f45b33accf5f58389e0577b8990bb3"));
    private static final P256KeyPair DEVICE = Pairs.of(
            DEVICE_NUMBER,
            key("04d12dfb5289c8d4f81208b70270398c342296970a0bccb74c736fc7554494bf63"
                    + "56fbf3ca366cc23e8157854c13c58d6aac23f046ada30f8353e74f33039872ab"));
    private static final P256PublicKey APPROVAL =
            key("0460fed4ba255a9d31c961eb74c6356d68c049b8923b61fa6ce669622e60f29fb6"
                    + "7903fe1008b8bc99a41ae9e95628bc64f2f1b20c2d7e9f5177a3c294d4462299");

    /** Of the pair of RFC 6979, and what its key signs in the way of section 3.2: each other signature is random. */
    private static final String APPROVAL_NUMBER = "c9afa9d845ba75166b5c215767b1d6934e50c3db36e89b127b8a622b120f6721";

    private static final Octets ASSERTED =
            Octets.ofHex("3045022100f4545a9c3332d4ac1d5be763884c4ecd92e7b642e65fd233fa9b8c50ad6dda45"
                    + "02202000924c650cf333948a5065e0fbc1ff2a88985fb642dacdb225aa193c533460");

    private static final URI ORIGIN = URI.create("https://login.example");
    private static final String PRESENT_AND_VERIFIED = "05";
    private static final String COUNTER = "00000000";

    private static final ActivationCode CODE = new ActivationCode("7KQ3M9XV2CHT");
    private static final ActivationSecret SCANNED =
            ActivationSecret.ofQr(Octets.ofHex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"));
    private static final ActivationSecret TYPED = ActivationSecret.ofCode(CODE);

    private static final ApprovalRequest REQUEST = new ApprovalRequest(
            UUID.fromString("0b9bd2f3-7a14-4b4f-8b5e-6f3d1e6c2a10"),
            "abcde123",
            "Workstation 966",
            "Zürich, CH",
            Instant.parse("2026-01-01T00:00:00Z"),
            Instant.parse("2026-01-01T00:03:00Z"),
            Octets.ofHex("f0e0d0c0b0a090807060504030201000f1e1d1c1b1a191817161514131211101"));

    private DocumentVectors() {}

    /** Pretty JSON by the name of its block. */
    static Map<String, String> all() {
        return Map.of(
                "activation",
                print(Json.createArrayBuilder()
                        .add(withPin(
                                activation(SCANNED, PIN_SUITE, Optional.of(APPROVAL_SUITE)),
                                schedule(SCANNED, PIN_SUITE, Optional.of(APPROVAL_SUITE))
                                        .pinSeal()))
                        .add(activation(TYPED, UNLOCK_SUITE, Optional.empty())
                                .add("typed", " 7kq3-m9xv 2cht ")
                                .add("locator", CODE.locator().toHex()))
                        .build()),
                "challenge",
                print(Json.createArrayBuilder()
                        .add(challenge(SCANNED, PIN_SUITE, Optional.of(APPROVAL_SUITE), "100 000"))
                        .add(challenge(SCANNED, PIN_SUITE, Optional.of(APPROVAL_SUITE), "999-999"))
                        .add(challenge(TYPED, UNLOCK_SUITE, Optional.empty(), "４８２９１３"))
                        .build()),
                "renewal",
                print(Json.createArrayBuilder()
                        .add(renewal(SCANNED, PIN_SUITE, Optional.of(APPROVAL_SUITE)))
                        .add(renewal(TYPED, UNLOCK_SUITE, Optional.empty()))
                        .build()),
                "approval",
                print(Json.createArrayBuilder().add(approval()).build()),
                "assertion",
                print(Json.createArrayBuilder().add(assertion()).build()));
    }

    private static JsonObjectBuilder activation(
            ActivationSecret secret, OcraSuite challengeSuite, Optional<OcraSuite> approvalSuite) {
        ActivationTranscript said = transcript(secret, challengeSuite, approvalSuite);
        KeySchedule schedule = schedule(secret, challengeSuite, approvalSuite);
        Octets agreed = DEVICE.agreeWith(SERVER.publicKey());
        Octets salt = Octets.of(HashFunction.SHA256.digest(said.octets()));
        Octets material = Octets.ofHex(agreed.toHex() + secret.octets().toHex());
        JsonObjectBuilder vector = Json.createObjectBuilder()
                .add("method", secret.method().label())
                .add("secret", secret.octets().toHex())
                .add("activation", said.activation().toString())
                .add("enrolment", said.enrolment().toString())
                .add("installation", said.installation().toString())
                .add("challengeSuite", challengeSuite.text())
                .add("approvalSuite", approvalSuite.map(OcraSuite::text).orElse(""))
                .add("serverPrivateNumber", SERVER_NUMBER)
                .add("serverPublicKey", SERVER.publicKey().octets().toHex())
                .add("devicePrivateNumber", DEVICE_NUMBER)
                .add("devicePublicKey", DEVICE.publicKey().octets().toHex())
                .add("approvalPublicKey", APPROVAL.octets().toHex())
                .add("z", agreed.toHex())
                .add("transcript", Octets.of(said.octets()).toHex())
                .add("salt", salt.toHex())
                .add("pseudorandomKey", Hkdf.extract(salt, material).toHex())
                .add("challengeKey", schedule.keys().challengeKey().octets().toHex());
        schedule.keys()
                .approvalKey()
                .ifPresent(key -> vector.add("approvalOcraKey", key.octets().toHex()));
        return vector.add("deviceConfirmation", schedule.deviceConfirmation().toHex())
                .add("serverConfirmation", schedule.serverConfirmation().toHex())
                .add("possessionOctets", Octets.of(said.possessionOctets()).toHex());
    }

    private static JsonObjectBuilder withPin(JsonObjectBuilder vector, PinSeal seal) {
        return vector.add("pin", PIN)
                .add("pinNonce", PIN_NONCE.toHex())
                .add("pinKey", seal.key().toHex())
                .add("sealedPin", seal.seal(PIN.toCharArray(), PIN_NONCE).toHex());
    }

    private static JsonObjectBuilder challenge(
            ActivationSecret secret, OcraSuite suite, Optional<OcraSuite> approvalSuite, String typed) {
        OcraKey key = schedule(secret, suite, approvalSuite).keys().challengeKey();
        Challenge challenge = Challenge.parse(typed).orElseThrow();
        JsonObjectBuilder vector = Json.createObjectBuilder()
                .add("suite", suite.text())
                .add("key", key.octets().toHex())
                .add("typed", typed)
                .add("challenge", challenge.digits());
        OcraInput question = OcraInput.of(challenge.digits());
        OcraInput input = suite.pinHash().isPresent() ? question.withPin(pin(vector)) : question;
        return answered(vector, suite, key, input);
    }

    /** Of the challenge key that the activation by this secret made. */
    private static JsonObjectBuilder renewal(
            ActivationSecret secret, OcraSuite suite, Optional<OcraSuite> approvalSuite) {
        OcraKey old = schedule(secret, suite, approvalSuite).keys().challengeKey();
        ActivationTranscript before = transcript(secret, suite, approvalSuite);
        RenewalTranscript said = new RenewalTranscript(
                UUID.fromString("c4b1d0a9-8e7f-4d6c-a5b4-3c2d1e0f9a04"),
                before.enrolment(),
                before.installation(),
                suite,
                SERVER.publicKey(),
                DEVICE.publicKey());
        RenewalSchedule schedule = RenewalSchedule.of(DEVICE, SERVER.publicKey(), old, said);
        Octets agreed = DEVICE.agreeWith(SERVER.publicKey());
        Octets salt = RenewalSchedule.salt(old, suite, said.octets());
        return Json.createObjectBuilder()
                .add("oldKey", old.octets().toHex())
                .add("renewal", said.renewal().toString())
                .add("enrolment", said.enrolment().toString())
                .add("installation", said.installation().toString())
                .add("challengeSuite", suite.text())
                .add("serverPrivateNumber", SERVER_NUMBER)
                .add("serverPublicKey", SERVER.publicKey().octets().toHex())
                .add("devicePrivateNumber", DEVICE_NUMBER)
                .add("devicePublicKey", DEVICE.publicKey().octets().toHex())
                .add("z", agreed.toHex())
                .add("transcript", Octets.of(said.octets()).toHex())
                .add("salt", salt.toHex())
                .add("pseudorandomKey", Hkdf.extract(salt, agreed).toHex())
                .add("challengeKey", schedule.challengeKey().octets().toHex())
                .add("deviceConfirmation", schedule.deviceConfirmation().toHex())
                .add("serverConfirmation", schedule.serverConfirmation().toHex());
    }

    private static JsonObjectBuilder approval() {
        OcraKey key = schedule(SCANNED, PIN_SUITE, Optional.of(APPROVAL_SUITE))
                .keys()
                .approvalKey()
                .orElseThrow();
        JsonObjectBuilder vector = Json.createObjectBuilder()
                .add("attempt", REQUEST.attempt().toString())
                .add("user", REQUEST.user())
                .add("client", REQUEST.client())
                .add("place", REQUEST.place())
                .add("time", REQUEST.time().getEpochSecond())
                .add("expiry", REQUEST.expiry().getEpochSecond())
                .add("nonce", REQUEST.nonce().toHex())
                .add("octets", Octets.of(REQUEST.octets()).toHex())
                .add("requestHash", REQUEST.hash().toHex())
                .add("suite", APPROVAL_SUITE.text())
                .add("key", key.octets().toHex());
        return answered(
                vector, APPROVAL_SUITE, key, OcraInput.of(REQUEST.question()).withPin(pin(vector)));
    }

    /** The possession of the device of the second activation. */
    private static JsonObjectBuilder assertion() {
        byte[] asked = transcript(TYPED, UNLOCK_SUITE, Optional.empty()).possessionOctets();
        String challenge = Base64.getUrlEncoder().withoutPadding().encodeToString(HashFunction.SHA256.digest(asked));
        Octets clientData = utf8("{\"type\":\"webauthn.get\",\"challenge\":\"" + challenge + "\",\"origin\":\"" + ORIGIN
                + "\",\"crossOrigin\":false}");
        Octets relyingParty = hash(utf8(ORIGIN.getHost()));
        Octets authenticatorData = Octets.ofHex(relyingParty.toHex() + PRESENT_AND_VERIFIED + COUNTER);
        Octets signed =
                Octets.ofHex(authenticatorData.toHex() + hash(clientData).toHex());
        if (!isSignature(signed)) {
            throw new IllegalStateException("the signature is of other octets");
        }
        return Json.createObjectBuilder()
                .add("approvalPrivateNumber", APPROVAL_NUMBER)
                .add("approvalPublicKey", APPROVAL.octets().toHex())
                .add("asked", Octets.of(asked).toHex())
                .add("challenge", challenge)
                .add("origin", ORIGIN.toString())
                .add("clientData", clientData.toHex())
                .add("rpIdHash", relyingParty.toHex())
                .add("authenticatorData", authenticatorData.toHex())
                .add("signed", signed.toHex())
                .add("signature", ASSERTED.toHex());
    }

    private static boolean isSignature(Octets signed) {
        try {
            Signature ecdsa = Signature.getInstance("SHA256withECDSA");
            ecdsa.initVerify(APPROVAL.toJdk());
            ecdsa.update(signed.toArray());
            return ecdsa.verify(ASSERTED.toArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the JDK has no ECDSA", e);
        }
    }

    private static Octets utf8(String text) {
        return Octets.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Octets hash(Octets octets) {
        return Octets.of(HashFunction.SHA256.digest(octets.toArray()));
    }

    private static PinHash pin(JsonObjectBuilder vector) {
        PinHash hash = PinHash.of(PIN.toCharArray(), HashFunction.SHA256);
        vector.add("pin", PIN).add("pinHash", hash.octets().toHex());
        return hash;
    }

    private static JsonObjectBuilder answered(JsonObjectBuilder vector, OcraSuite suite, OcraKey key, OcraInput input) {
        Response response = new Response(Ocra.response(suite, key, input));
        return vector.add("dataInput", Octets.of(Ocra.dataInput(suite, input)).toHex())
                .add("response", response.digits())
                .add("shown", response.grouped());
    }

    private static KeySchedule schedule(
            ActivationSecret secret, OcraSuite challengeSuite, Optional<OcraSuite> approvalSuite) {
        return KeySchedule.of(DEVICE, SERVER.publicKey(), secret, transcript(secret, challengeSuite, approvalSuite));
    }

    private static ActivationTranscript transcript(
            ActivationSecret secret, OcraSuite challengeSuite, Optional<OcraSuite> approvalSuite) {
        return new ActivationTranscript(
                secret.method(),
                UUID.fromString("3f0c1f6e-52a4-4c57-9d2e-1f8a7f0e6b01"),
                UUID.fromString("a7d5b1c2-0e3f-4a68-b9c7-5d2e4f6a8b02"),
                UUID.fromString("5e8d2c4b-6a7f-4190-8b3c-9d1e2f3a4b03"),
                challengeSuite,
                approvalSuite,
                SERVER.publicKey(),
                DEVICE.publicKey(),
                APPROVAL);
    }

    private static P256PublicKey key(String hex) {
        return new P256PublicKey(Octets.ofHex(hex));
    }

    private static String print(JsonValue value) {
        StringWriter text = new StringWriter();
        Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                .createWriter(text)
                .write(value);
        return text.toString().strip();
    }
}
