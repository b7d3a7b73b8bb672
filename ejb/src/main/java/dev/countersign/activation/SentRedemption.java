package dev.countersign.activation;

import dev.countersign.authenticator.DeviceReport;
import dev.countersign.authenticator.Possession;
import dev.countersign.authenticator.Possession.Asserted;
import dev.countersign.authenticator.Possession.Signed;
import dev.countersign.device.ActivationMethod;
import dev.countersign.device.P256PublicKey;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A claim as a phone sends it, octets in base64url.
 *
 * @param method {@code qr}, {@code code} or {@code sms}
 */
public record SentRedemption(
        String method,
        String devicePublicKey,
        String approvalPublicKey,
        String confirmation,
        SentPossession possession,
        Optional<String> sealedPin) {

    private static final int CONFIRMATION_OCTETS = 32;

    /**
     * The proof that a phone holds its approval key: a signature alone, or all of it from a WebAuthn assertion.
     *
     * @param assertion empty where a PIN opens the keys
     */
    public record SentPossession(Optional<SentAssertion> assertion, String signature) {}

    /** What comes with the signature of an assertion. */
    public record SentAssertion(String credential, String authenticatorData, String clientData) {}

    /** Throws {@link IllegalArgumentException} that names the field and what it takes. */
    public Redemption read(DeviceReport report, String token) {
        return new Redemption(
                readMethod(),
                report,
                token,
                new P256PublicKey(Base64Octets.decode("devicePublicKey", devicePublicKey)),
                new P256PublicKey(Base64Octets.decode("approvalPublicKey", approvalPublicKey)),
                Base64Octets.decode("confirmation", confirmation, CONFIRMATION_OCTETS),
                possession
                        .assertion()
                        .<Possession>map(this::asserted)
                        .orElseGet(
                                () -> new Signed(Base64Octets.decode("possession.signature", possession.signature()))),
                sealedPin.map(text -> Base64Octets.decode("sealedPin", text)));
    }

    private Asserted asserted(SentAssertion sent) {
        return new Asserted(
                sent.credential(),
                Base64Octets.decode("possession.authenticatorData", sent.authenticatorData()),
                Base64Octets.decode("possession.clientData", sent.clientData()),
                Base64Octets.decode("possession.signature", possession.signature()));
    }

    private ActivationMethod readMethod() {
        return Arrays.stream(ActivationMethod.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(method))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("method must be qr, code or sms"));
    }

    /** Keys and proofs are nobody's to read. */
    @Override
    public String toString() {
        return "SentRedemption[" + method + "]";
    }
}
