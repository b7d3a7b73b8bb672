package dev.countersign.passkey;

import com.webauthn4j.WebAuthnManager;
import com.webauthn4j.converter.AttestationObjectConverter;
import com.webauthn4j.converter.AttestedCredentialDataConverter;
import com.webauthn4j.converter.AuthenticatorDataConverter;
import com.webauthn4j.converter.CollectedClientDataConverter;
import com.webauthn4j.converter.util.ObjectConverter;
import com.webauthn4j.credential.CredentialRecord;
import com.webauthn4j.credential.CredentialRecordImpl;
import com.webauthn4j.data.AuthenticationData;
import com.webauthn4j.data.AuthenticationParameters;
import com.webauthn4j.data.AuthenticationRequest;
import com.webauthn4j.data.PublicKeyCredentialParameters;
import com.webauthn4j.data.PublicKeyCredentialType;
import com.webauthn4j.data.RegistrationData;
import com.webauthn4j.data.RegistrationParameters;
import com.webauthn4j.data.attestation.AttestationObject;
import com.webauthn4j.data.attestation.authenticator.AttestedCredentialData;
import com.webauthn4j.data.attestation.authenticator.AuthenticatorData;
import com.webauthn4j.data.attestation.authenticator.COSEKey;
import com.webauthn4j.data.attestation.statement.COSEAlgorithmIdentifier;
import com.webauthn4j.data.attestation.statement.NoneAttestationStatement;
import com.webauthn4j.data.client.CollectedClientData;
import com.webauthn4j.data.extension.authenticator.RegistrationExtensionAuthenticatorOutput;
import com.webauthn4j.server.ServerProperty;
import com.webauthn4j.util.exception.WebAuthnException;
import com.webauthn4j.verifier.exception.BadAlgorithmException;
import com.webauthn4j.verifier.exception.BadChallengeException;
import com.webauthn4j.verifier.exception.BadOriginException;
import com.webauthn4j.verifier.exception.BadRpIdException;
import com.webauthn4j.verifier.exception.BadSignatureException;
import com.webauthn4j.verifier.exception.BadTopOriginException;
import com.webauthn4j.verifier.exception.CrossOriginException;
import com.webauthn4j.verifier.exception.IllegalBackupStateException;
import com.webauthn4j.verifier.exception.InconsistentClientDataTypeException;
import com.webauthn4j.verifier.exception.MaliciousCounterValueException;
import com.webauthn4j.verifier.exception.NotAllowedAlgorithmException;
import com.webauthn4j.verifier.exception.NotAllowedCredentialIdException;
import com.webauthn4j.verifier.exception.UserNotPresentException;
import com.webauthn4j.verifier.exception.UserNotVerifiedException;
import dev.countersign.device.Octets;
import dev.countersign.device.P256PublicKey;
import dev.countersign.factor.FactorAnswer.Signed;
import dev.countersign.passkey.Checked.Passed;
import dev.countersign.passkey.Checked.Refused;
import dev.countersign.token.StrictJson;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.security.interfaces.ECPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.cbor.CBORFactory;

/**
 * The relying party's operations of Web Authentication Level 2 (sections 7.1 and 7.2), done by WebAuthn4J. The user has to be verified.
 * What a device says of its maker (attestation) is not looked at.
 */
final class WebAuthn {

    /** ECDSA on P-256, EdDSA, RSA of PKCS #1 version 1.5, each with SHA-256 or its own hash: numbers of COSE (RFC 8152), the best first. */
    static final List<Integer> ALGORITHMS = List.of(-7, -8, -257);

    private static final ObjectConverter CONVERTER = new ObjectConverter();
    private static final CBORFactory CBOR = new CBORFactory();
    private static final WebAuthnManager MANAGER = WebAuthnManager.createNonStrictWebAuthnManager(CONVERTER);
    private static final AttestedCredentialDataConverter CREDENTIALS = new AttestedCredentialDataConverter(CONVERTER);
    private static final AttestationObjectConverter ATTESTATIONS = new AttestationObjectConverter(CONVERTER);
    private static final AuthenticatorDataConverter DATA = new AuthenticatorDataConverter(CONVERTER);
    private static final CollectedClientDataConverter CLIENT_DATA = new CollectedClientDataConverter(CONVERTER);
    private static final List<PublicKeyCredentialParameters> TAKEN = ALGORITHMS.stream()
            .map(COSEAlgorithmIdentifier::create)
            .map(algorithm -> new PublicKeyCredentialParameters(PublicKeyCredentialType.PUBLIC_KEY, algorithm))
            .toList();

    private static final Map<Class<?>, Flaw> FLAWS = Map.ofEntries(
            Map.entry(InconsistentClientDataTypeException.class, Flaw.TYPE),
            Map.entry(BadChallengeException.class, Flaw.CHALLENGE),
            Map.entry(BadOriginException.class, Flaw.ORIGIN),
            Map.entry(CrossOriginException.class, Flaw.CROSS_ORIGIN),
            Map.entry(BadTopOriginException.class, Flaw.CROSS_ORIGIN),
            Map.entry(BadRpIdException.class, Flaw.RELYING_PARTY),
            Map.entry(UserNotPresentException.class, Flaw.USER_ABSENT),
            Map.entry(UserNotVerifiedException.class, Flaw.USER_UNVERIFIED),
            Map.entry(NotAllowedAlgorithmException.class, Flaw.ALGORITHM),
            Map.entry(BadAlgorithmException.class, Flaw.ALGORITHM),
            Map.entry(NotAllowedCredentialIdException.class, Flaw.CREDENTIAL),
            Map.entry(BadSignatureException.class, Flaw.SIGNATURE),
            Map.entry(MaliciousCounterValueException.class, Flaw.COUNTER),
            Map.entry(IllegalBackupStateException.class, Flaw.BACKUP));

    private WebAuthn() {}

    /** Whether a device made a new key for us, at our question (section 7.1). */
    static Checked<PublicKey> register(
            Octets attestationObject, Octets clientData, String challenge, RelyingParty relyingParty) {
        Optional<RegistrationData> data = read(() -> registration(attestationObject.toArray(), clientData.toArray()));
        Optional<Flaw> flaw = data.isEmpty() ? Optional.of(Flaw.MALFORMED) : flaw(clientData, challenge);
        return flaw.<Checked<PublicKey>>map(Refused::new)
                .orElseGet(() -> held(() -> {
                    MANAGER.verify(
                            data.get(),
                            new RegistrationParameters(
                                    expected(relyingParty, challenge, data.get().getCollectedClientData()),
                                    TAKEN,
                                    true,
                                    true));
                    return key(data.get().getAttestationObject().getAuthenticatorData());
                }));
    }

    /** Whether the key signed our question for us; tells the key as the device sees it now (section 7.2). */
    static Checked<PublicKey> verify(Signed signed, String challenge, PublicKey key, RelyingParty relyingParty) {
        if (!signed.credential().equals(key.credential())) {
            return new Refused<>(Flaw.CREDENTIAL);
        }
        AttestedCredentialData credential = CREDENTIALS.convert(decode(key.data()));
        Optional<AuthenticationData> data = read(() -> MANAGER.parse(new AuthenticationRequest(
                credential.getCredentialId(),
                signed.authenticatorData().toArray(),
                signed.clientData().toArray(),
                signed.signature().toArray())));
        Optional<Flaw> flaw = data.isEmpty() ? Optional.of(Flaw.MALFORMED) : flaw(signed.clientData(), challenge);
        return flaw.<Checked<PublicKey>>map(Refused::new)
                .orElseGet(() -> held(() -> {
                    MANAGER.verify(
                            data.get(),
                            new AuthenticationParameters(
                                    expected(relyingParty, challenge, data.get().getCollectedClientData()),
                                    known(key, credential),
                                    List.of(credential.getCredentialId()),
                                    true,
                                    true));
                    return new PublicKey(
                            key.credential(),
                            key.data(),
                            data.get().getAuthenticatorData().getSignCount());
                }));
    }

    /** Without the device's attestation, which nobody asked for and nobody reads: most of what could be hidden in it is there. */
    private static RegistrationData registration(byte[] attestationObject, byte[] clientData) {
        requireOneValue(attestationObject);
        AuthenticatorData<RegistrationExtensionAuthenticatorOutput> made =
                DATA.convert(ATTESTATIONS.extractAuthenticatorData(attestationObject));
        requireOnCurve(made);
        return new RegistrationData(
                new AttestationObject(made, new NoneAttestationStatement()),
                attestationObject,
                CLIENT_DATA.convert(clientData),
                clientData,
                null,
                Set.of());
    }

    /** A reader stops where the first value ends. */
    private static void requireOneValue(byte[] cbor) {
        try (JsonParser parser = CBOR.createParser(ObjectReadContext.empty(), cbor)) {
            parser.nextToken();
            parser.skipChildren();
            if (parser.nextToken() != null) {
                throw new IllegalArgumentException("something stands behind the attestation object");
            }
        }
    }

    /** Whoever computes with a point must know that it is one of the curve; the library looks when it is too late to say so. */
    private static void requireOnCurve(AuthenticatorData<?> made) {
        COSEKey key = made.getAttestedCredentialData().getCOSEKey();
        if (COSEAlgorithmIdentifier.ES256.equals(key.getAlgorithm())
                && key.getPublicKey() instanceof ECPublicKey point) {
            P256PublicKey.of(point);
        }
    }

    /** Empty for what cannot be read. The library tells that by exceptions of many kinds. */
    private static <T> Optional<T> read(Supplier<T> parsing) {
        try {
            return Optional.of(parsing.get());
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static <T> Checked<T> held(Supplier<T> verification) {
        try {
            return new Passed<>(verification.get());
        } catch (WebAuthnException e) {
            return new Refused<>(FLAWS.getOrDefault(e.getClass(), Flaw.MALFORMED));
        }
    }

    private static ServerProperty expected(RelyingParty relyingParty, String challenge, CollectedClientData told) {
        return relyingParty.expect(challenge, told.getOrigin());
    }

    private static PublicKey key(AuthenticatorData<?> made) {
        AttestedCredentialData credential = made.getAttestedCredentialData();
        return new PublicKey(
                encode(credential.getCredentialId()), encode(CREDENTIALS.convert(credential)), made.getSignCount());
    }

    /** Whether a key may be copied is no rule of ours, so that what a device says of it is held against nothing. */
    private static CredentialRecord known(PublicKey key, AttestedCredentialData credential) {
        return new CredentialRecordImpl(
                new NoneAttestationStatement(),
                true,
                null,
                null,
                key.signCount(),
                credential,
                null,
                null,
                null,
                Set.of());
    }

    /** What the library would take: JSON in which a name stands twice, and a challenge that is written in another way. */
    private static Optional<Flaw> flaw(Octets clientData, String challenge) {
        Optional<JsonObject> json = StrictJson.object(clientData.toArray());
        if (json.isEmpty()) {
            return Optional.of(Flaw.MALFORMED);
        }
        boolean same = json.get().get("challenge") instanceof JsonString told
                && told.getString().equals(challenge);
        return same ? Optional.empty() : Optional.of(Flaw.CHALLENGE);
    }

    private static String encode(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    private static byte[] decode(String text) {
        return Base64.getUrlDecoder().decode(text);
    }
}
