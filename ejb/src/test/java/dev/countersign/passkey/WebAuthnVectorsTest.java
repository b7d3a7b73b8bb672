package dev.countersign.passkey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.webauthn4j.converter.AttestationObjectConverter;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.AuthenticatorDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import dev.countersign.device.Octets;
import dev.countersign.factor.FactorAnswer.Signed;
import dev.countersign.passkey.Checked.Passed;
import dev.countersign.passkey.Checked.Refused;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The test vectors of Web Authentication Level 3 and assertions made for this project, where their folder lies beside it: data of
 * others, which are not copied. {@link WebAuthnTest} has samples of our own.
 */
class WebAuthnVectorsTest {

    private static final System.Logger LOG = System.getLogger(WebAuthnVectorsTest.class.getName());

    private static final Path FILE = Path.of("../../shared/vectors/webauthn.json");
    private static final Set<String> TAKEN = Set.of("ES256", "EdDSA", "RS256");
    private static final ObjectConverter CONVERTER = new ObjectConverter();

    @TestFactory
    Stream<DynamicTest> whatTheFileSaysWhereItLiesBesideTheProject() {
        if (!Files.isRegularFile(FILE)) {
            LOG.log(System.Logger.Level.INFO, "Skipped: no shared vectors at " + FILE);
            return Stream.empty();
        }
        return Stream.of(
                dynamicTest("registrations", WebAuthnVectorsTest::registrationsAreTakenByTheRulesAlone),
                dynamicTest("assertions", WebAuthnVectorsTest::assertionsAreTakenByTheRulesAlone),
                dynamicTest(
                        "assertions of the project",
                        WebAuthnVectorsTest::assertionsOfTheProjectAreTakenOrRefusedAsTheirFileSays));
    }

    private static void registrationsAreTakenByTheRulesAlone() throws IOException {
        JsonObject file = read();
        RelyingParty here = relyingParty(file);

        for (JsonObject vector : file.getJsonArray("vectors").getValuesAs(JsonObject.class)) {
            JsonObject made = vector.getJsonObject("registration");
            Checked<PublicKey> checked = WebAuthn.register(
                    octets(made, "attestationObject"), octets(made, "clientDataJSON"), challenge(made), here);

            assertThat(flaw(checked))
                    .as(vector.getString("id"))
                    .isEqualTo(
                            expected(vector, 0, "registration_flags", TAKEN.contains(vector.getString("algorithm"))));
        }
    }

    private static void assertionsAreTakenByTheRulesAlone() throws IOException {
        JsonObject file = read();
        RelyingParty here = relyingParty(file);

        for (JsonObject vector : file.getJsonArray("vectors").getValuesAs(JsonObject.class)) {
            JsonObject signed = vector.getJsonObject("authentication");
            PublicKey key = key(vector.getJsonObject("registration"), 0);

            assertThat(flaw(WebAuthn.verify(signed(key, signed), challenge(signed), key, here)))
                    .as(vector.getString("id"))
                    .isEqualTo(expected(vector, 1, "authentication_flags", true));
        }
    }

    private static void assertionsOfTheProjectAreTakenOrRefusedAsTheirFileSays() throws IOException {
        JsonObject file = read();
        RelyingParty here = relyingParty(file);
        JsonObject ours = file.getJsonObject("project_assertions");
        PublicKey key = key(
                file.getJsonArray("vectors").getJsonObject(0).getJsonObject("registration"),
                ours.getInt("stored_sign_count"));
        String challenge = SoftPasskey.text(octets(ours, "challenge_hex").toArray());

        for (JsonObject one : ours.getJsonArray("cases").getValuesAs(JsonObject.class)) {
            Checked<PublicKey> checked = WebAuthn.verify(signed(key, one), challenge, key, here);

            // What the file leaves open is refused here: JSON that begins with a byte order mark, or names a thing
            // twice.
            assertThat(checked instanceof Passed)
                    .as(one.getString("case") + ": " + flaw(checked))
                    .isEqualTo(one.get("accept") == JsonValue.TRUE);
        }
    }

    private static Optional<Flaw> expected(JsonObject vector, int step, String flags, boolean algorithmTaken) {
        if (vector.getJsonArray("crossOrigin").getBoolean(step, false)) {
            return Optional.of(Flaw.CROSS_ORIGIN);
        }
        if (!vector.getJsonObject(flags).getBoolean("UV")) {
            return Optional.of(Flaw.USER_UNVERIFIED);
        }
        return algorithmTaken ? Optional.empty() : Optional.of(Flaw.ALGORITHM);
    }

    private static Signed signed(PublicKey key, JsonObject from) {
        return new Signed(
                key.credential(),
                octets(from, "authenticatorData"),
                octets(from, "clientDataJSON"),
                octets(from, "signature"),
                List.of());
    }

    /** The key of a registration, whether we would have taken it or not. */
    private static PublicKey key(JsonObject made, int count) {
        AuthenticatorData<?> data = new AuthenticatorDataConverter(CONVERTER)
                .convert(new AttestationObjectConverter(CONVERTER)
                        .extractAuthenticatorData(
                                octets(made, "attestationObject").toArray()));
        return new PublicKey(
                SoftPasskey.text(octets(made, "credential_id").toArray()),
                SoftPasskey.text(
                        new AttestedCredentialDataConverter(CONVERTER).convert(data.getAttestedCredentialData())),
                count);
    }

    private static RelyingParty relyingParty(JsonObject file) {
        return new RelyingParty(Optional.of(file.getString("rp_id")), List.of(file.getString("rp_origin")));
    }

    private static String challenge(JsonObject of) {
        return SoftPasskey.text(octets(of, "challenge").toArray());
    }

    private static Octets octets(JsonObject of, String name) {
        return Octets.ofHex(of.getString(name));
    }

    private static Optional<Flaw> flaw(Checked<?> checked) {
        return checked instanceof Refused<?> refused ? Optional.of(refused.flaw()) : Optional.empty();
    }

    private static JsonObject read() throws IOException {
        try (InputStream in = Files.newInputStream(FILE);
                JsonReader reader = Json.createReader(in)) {
            return reader.readObject();
        }
    }
}
