package dev.countersign.activation;

import dev.countersign.authenticator.Base64Octets;
import dev.countersign.authenticator.DeviceReport;
import dev.countersign.authenticator.SentPossession;
import dev.countersign.device.ActivationMethod;
import dev.countersign.device.P256PublicKey;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * A claim as a phone sends it, octets in base64url.
 *
 * @param method {@code qr}, {@code code}, {@code sms} or {@code key}
 */
public record SentRedemption(
        String method,
        String devicePublicKey,
        String approvalPublicKey,
        String confirmation,
        SentPossession possession,
        Optional<String> sealedPin,
        Optional<SentPossession> handOver) {

    private static final int CONFIRMATION_OCTETS = 32;

    /** Throws {@link IllegalArgumentException} that names the field and what it takes. */
    public Redemption read(DeviceReport report, String token) {
        return new Redemption(
                readMethod(),
                report,
                token,
                new P256PublicKey(Base64Octets.decode("devicePublicKey", devicePublicKey)),
                new P256PublicKey(Base64Octets.decode("approvalPublicKey", approvalPublicKey)),
                Base64Octets.decode("confirmation", confirmation, CONFIRMATION_OCTETS),
                possession.read("possession"),
                sealedPin.map(text -> Base64Octets.decode("sealedPin", text)),
                handOver.map(sent -> sent.read("handOver")));
    }

    private ActivationMethod readMethod() {
        return Arrays.stream(ActivationMethod.values())
                .filter(known -> known.name().toLowerCase(Locale.ROOT).equals(method))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("method must be qr, code, sms or key"));
    }

    /** Keys and proofs are nobody's to read. */
    @Override
    public String toString() {
        return "SentRedemption[" + method + "]";
    }
}
