package dev.countersign.authenticator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.authenticator.Possession.Asserted;
import dev.countersign.authenticator.Possession.Signed;
import dev.countersign.crypto.KeysInMemory;
import dev.countersign.crypto.Secrets;
import dev.countersign.device.ActivationMethod;
import dev.countersign.device.ActivationTranscript;
import dev.countersign.device.EnrolmentKeys;
import dev.countersign.device.OcraKey;
import dev.countersign.device.OcraSuite;
import dev.countersign.device.Octets;
import dev.countersign.device.P256KeyPair;
import dev.countersign.device.P256PublicKey;
import dev.countersign.token.StrictJson;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whether a phone holds its approval key: bare signatures, and WebAuthn assertions (level 2, section 7.2) with each field wrong once. */
class PossessionCheckTest {

    private static final String ORIGIN = "https://login.example";
    private static final RelyingParty HERE = new RelyingParty(List.of(ORIGIN, "https://login.example:8443"));
    private static final byte PRESENT_AND_VERIFIED = 0x05;

    private final SecureRandom random = new SecureRandom();
    private KeyPair key;
    private ActivationTranscript transcript;

    @BeforeEach
    void prepare() throws GeneralSecurityException {
        key = pair();
        transcript = transcript(key);
    }

    @Test
    void aSignatureOverThisActivationIsRight() throws GeneralSecurityException {
        byte[] octets = transcript.possessionOctets();

        assertThat(isRight(new Signed(bare(key, octets)))).isTrue();
        assertThat(isRight(new Signed(bare(pair(), octets)))).as("another key").isFalse();
        assertThat(isRight(new Signed(bare(key, transcript(key).possessionOctets()))))
                .as("another activation")
                .isFalse();
        assertThat(isRight(new Signed(Octets.of(new byte[64])))).as("zeros").isFalse();
        assertThat(isRight(new Signed(Octets.of(new byte[63])))).as("too short").isFalse();
        assertThat(isRight(new Signed(der(key, octets)))).as("in DER").isFalse();
    }

    @Test
    void anAssertionOverThisActivationIsRight() throws GeneralSecurityException {
        assertThat(isRight(asserted(clientData("webauthn.get", challenge(), ORIGIN), PRESENT_AND_VERIFIED)))
                .isTrue();
        assertThat(isRight(asserted(
                        clientData("webauthn.get", challenge(), "https://login.example:8443"), PRESENT_AND_VERIFIED)))
                .isTrue();
    }

    /** Whoever makes a device from the page has nothing else to go by. */
    @Test
    void theAssertionOfTheProtocolsPageIsRight() throws IOException {
        Matcher block = Pattern.compile("<!-- vectors: assertion -->\n```json\n\\[(.*?)\\]\n```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/device-protocol.md")));
        assertThat(block.find()).isTrue();
        JsonObject vector = StrictJson.object(block.group(1).getBytes(StandardCharsets.UTF_8))
                .orElseThrow();
        Asserted asserted = new Asserted(
                "AQ", octets(vector, "authenticatorData"), octets(vector, "clientData"), octets(vector, "signature"));
        P256PublicKey approvalKey = new P256PublicKey(octets(vector, "approvalPublicKey"));
        byte[] asked = octets(vector, "asked").toArray();

        assertThat(PossessionCheck.isRight(
                        asserted, approvalKey, asked, new RelyingParty(List.of(vector.getString("origin")))))
                .isTrue();
        assertThat(PossessionCheck.isRight(
                        asserted, approvalKey, asked, new RelyingParty(List.of("https://other.example"))))
                .isFalse();
    }

    private static Octets octets(JsonObject vector, String name) {
        return Octets.ofHex(vector.getString(name));
    }

    @ParameterizedTest
    @ValueSource(bytes = {0x00, 0x01, 0x04, (byte) 0xC0})
    void theUserHasToBeThereAndVerified(byte flags) throws GeneralSecurityException {
        assertThat(isRight(asserted(clientData("webauthn.get", challenge(), ORIGIN), flags)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://login.example.evil.example",
                "http://login.example",
                "https://login.example:9443",
                "https://evil.example",
                "",
                "null"
            })
    void onlyOurPagesMayAsk(String origin) throws GeneralSecurityException {
        assertThat(isRight(asserted(clientData("webauthn.get", challenge(), origin), PRESENT_AND_VERIFIED)))
                .isFalse();
    }

    @Test
    void typeAndChallengeHaveToBeTheOnesAskedFor() throws GeneralSecurityException {
        assertThat(isRight(asserted(clientData("webauthn.create", challenge(), ORIGIN), PRESENT_AND_VERIFIED)))
                .isFalse();
        assertThat(isRight(
                        asserted(clientData("webauthn.get", challenge(transcript(key)), ORIGIN), PRESENT_AND_VERIFIED)))
                .isFalse();
        assertThat(isRight(asserted(
                        clientData("webauthn.get", challenge(), ORIGIN).replace("false", "true"),
                        PRESENT_AND_VERIFIED)))
                .as("asked for in a frame of another site")
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[]", "{\"type\":1}", "{", "\u0000"})
    void whatIsNoClientDataIsRefused(String clientData) throws GeneralSecurityException {
        assertThat(isRight(asserted(clientData, PRESENT_AND_VERIFIED))).isFalse();
    }

    /** Parsers give up on what is nested deep with a fault of their own; it is refused as anything else that is none. */
    @ParameterizedTest
    @ValueSource(ints = {1_001, 100_000})
    void clientDataThatAreNestedDeepAreRefused(int depth) throws GeneralSecurityException {
        String good = clientData("webauthn.get", challenge(), ORIGIN);
        String nested = "\"x\":" + "[".repeat(depth) + "]".repeat(depth) + ",";

        assertThat(isRight(asserted(good.replaceFirst("\\{", "{" + nested), PRESENT_AND_VERIFIED)))
                .isFalse();
    }

    @Test
    void aNameThatStandsTwiceIsRefused() throws GeneralSecurityException {
        String good = clientData("webauthn.get", challenge(), ORIGIN);
        String other = "\"origin\":\"https://evil.example\",";

        assertThat(isRight(asserted(good.replaceFirst("\\{", "{" + other), PRESENT_AND_VERIFIED)))
                .isFalse();
    }

    @Test
    void theDataOfTheAuthenticatorAreOfOurHost() throws GeneralSecurityException {
        String clientData = clientData("webauthn.get", challenge(), ORIGIN);

        assertThat(isRight(asserted(clientData, data("evil.example", PRESENT_AND_VERIFIED))))
                .isFalse();
        assertThat(isRight(asserted(clientData, new byte[36]))).as("too short").isFalse();
    }

    @Test
    void anAssertionByAnotherKeyIsRefused() throws GeneralSecurityException {
        KeyPair other = pair();
        String clientData = clientData("webauthn.get", challenge(), ORIGIN);

        assertThat(isRight(asserted(other, clientData, data("login.example", PRESENT_AND_VERIFIED))))
                .isFalse();
    }

    @Test
    void aHandOverIsOfTheKindOfTheEarlierEnrolmentAndUnderItsOwnLabel() throws GeneralSecurityException {
        Enrolment byPin = earlier(Optional.empty());
        Enrolment byLock = earlier(Optional.of("Y3JlZGVudGlhbA"));
        Signed signed = new Signed(bare(key, transcript.handOverOctets()));
        String asked = Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(transcript.handOverOctets()));
        Asserted asserted = asserted(clientData("webauthn.get", asked, ORIGIN), PRESENT_AND_VERIFIED);

        assertThat(PossessionCheck.isHandOver(signed, byPin, transcript, HERE)).isTrue();
        assertThat(PossessionCheck.isHandOver(asserted, byLock, transcript, HERE))
                .isTrue();
        assertThat(PossessionCheck.isHandOver(signed, byLock, transcript, HERE)).isFalse();
        assertThat(PossessionCheck.isHandOver(asserted, byPin, transcript, HERE))
                .isFalse();
        assertThat(PossessionCheck.isHandOver(
                        new Signed(bare(key, transcript.possessionOctets())), byPin, transcript, HERE))
                .as("a possession is no hand-over")
                .isFalse();
        assertThat(PossessionCheck.isHandOver(
                        new Signed(bare(pair(), transcript.handOverOctets())), byPin, transcript, HERE))
                .isFalse();
    }

    private Enrolment earlier(Optional<String> credential) {
        OcraSuite suite = OcraSuite.parse("OCRA-1:HOTP-SHA256-8:QN06");
        NewEnrolment made = new NewEnrolment(
                UUID.randomUUID(),
                7,
                UUID.randomUUID(),
                new NewEnrolment.Suites(suite, Optional.empty()),
                P256PublicKey.of((ECPublicKey) key.getPublic()),
                credential);
        EnrolmentKeys keys = new EnrolmentKeys(new OcraKey(Octets.random(32, random)), Optional.empty());
        return new Enrolment(made, keys, Optional.empty(), new Secrets(new KeysInMemory()), Instant.EPOCH);
    }

    private boolean isRight(Possession possession) {
        return PossessionCheck.isRight(possession, transcript.approvalKey(), transcript.possessionOctets(), HERE);
    }

    private Asserted asserted(String clientData, byte flags) throws GeneralSecurityException {
        return asserted(clientData, data("login.example", flags));
    }

    private Asserted asserted(String clientData, byte[] data) throws GeneralSecurityException {
        return asserted(key, clientData, data);
    }

    private static Asserted asserted(KeyPair signer, String clientData, byte[] data) throws GeneralSecurityException {
        byte[] json = clientData.getBytes(StandardCharsets.UTF_8);
        byte[] signed = ByteBuffer.allocate(data.length + 32)
                .put(data)
                .put(sha256(json))
                .array();
        return new Asserted("Y3JlZGVudGlhbA", Octets.of(data), Octets.of(json), der(signer, signed));
    }

    /** Hash of the host, flags, a counter of zero. */
    private static byte[] data(String host, byte flags) throws GeneralSecurityException {
        return ByteBuffer.allocate(37)
                .put(sha256(host.getBytes(StandardCharsets.UTF_8)))
                .put(flags)
                .putInt(0)
                .array();
    }

    private String challenge() throws GeneralSecurityException {
        return challenge(transcript);
    }

    private static String challenge(ActivationTranscript of) throws GeneralSecurityException {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(of.possessionOctets()));
    }

    private static String clientData(String type, String challenge, String origin) {
        return "{\"type\":\"" + type + "\",\"challenge\":\"" + challenge + "\",\"origin\":\"" + origin
                + "\",\"crossOrigin\":false}";
    }

    private ActivationTranscript transcript(KeyPair approval) {
        return new ActivationTranscript(
                ActivationMethod.QR,
                UUID.randomUUID(),
                UUID.randomUUID(),
                UUID.randomUUID(),
                OcraSuite.parse("OCRA-1:HOTP-SHA256-8:QN06"),
                Optional.empty(),
                P256KeyPair.generate(random).publicKey(),
                P256KeyPair.generate(random).publicKey(),
                P256PublicKey.of((ECPublicKey) approval.getPublic()));
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static Octets bare(KeyPair signer, byte[] octets) throws GeneralSecurityException {
        return sign("SHA256withECDSAinP1363Format", signer, octets);
    }

    private static Octets der(KeyPair signer, byte[] octets) throws GeneralSecurityException {
        return sign("SHA256withECDSA", signer, octets);
    }

    private static Octets sign(String algorithm, KeyPair signer, byte[] octets) throws GeneralSecurityException {
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(signer.getPrivate());
        signature.update(octets);
        return Octets.of(signature.sign());
    }

    private static byte[] sha256(byte[] octets) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(octets);
    }
}
