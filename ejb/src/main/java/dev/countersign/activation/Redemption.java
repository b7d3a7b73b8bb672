package dev.countersign.activation;

import dev.countersign.authenticator.DeviceReport;
import dev.countersign.authenticator.Possession;
import dev.countersign.authenticator.UnlockKind;
import dev.countersign.device.ActivationMethod;
import dev.countersign.device.Octets;
import dev.countersign.device.P256PublicKey;
import java.util.Optional;

/**
 * What a phone claims an activation with.
 *
 * @param method how the secret came to the phone
 * @param token of the installation, 256 random bits in base64url
 * @param deviceKey of the phone for this activation
 * @param approvalKey with which the phone will sign approvals
 * @param confirmation that the phone has the keys
 * @param possession that it holds the approval key
 * @param sealedPin of phones that a PIN opens
 * @param handOver proof that it holds the approval key of the earlier enrolment; of the method {@code key}
 */
public record Redemption(
        ActivationMethod method,
        DeviceReport report,
        String token,
        P256PublicKey deviceKey,
        P256PublicKey approvalKey,
        Octets confirmation,
        Possession possession,
        Optional<Octets> sealedPin,
        Optional<Possession> handOver) {

    private static final String TOKEN = "[A-Za-z0-9_-]{43}";

    /** Without an earlier enrolment. */
    public Redemption(
            ActivationMethod method,
            DeviceReport report,
            String token,
            P256PublicKey deviceKey,
            P256PublicKey approvalKey,
            Octets confirmation,
            Possession possession,
            Optional<Octets> sealedPin) {
        this(method, report, token, deviceKey, approvalKey, confirmation, possession, sealedPin, Optional.empty());
    }

    /** Throws {@link IllegalArgumentException} that says what is missing. */
    public Redemption {
        if (!token.matches(TOKEN)) {
            throw new IllegalArgumentException("the installation's token has 43 characters of base64url");
        }
        if ((report.unlock() == UnlockKind.PIN) != possession.isOfPinKind()) {
            throw new IllegalArgumentException(
                    "a phone with a PIN proves possession by a signature, any other by an assertion");
        }
        if (sealedPin.isPresent() != possession.isOfPinKind()) {
            throw new IllegalArgumentException("sealedPin comes with a signature, and with an assertion not");
        }
        if (handOver.isPresent() != (method == ActivationMethod.KEY)) {
            throw new IllegalArgumentException("handOver comes with the method key, and with it alone");
        }
    }

    @Override
    public String toString() {
        return "Redemption[" + method + ", " + report.installation() + "]";
    }
}
