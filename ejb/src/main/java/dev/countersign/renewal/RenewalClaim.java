package dev.countersign.renewal;

import dev.countersign.authenticator.Base64Octets;
import dev.countersign.device.Octets;
import dev.countersign.device.P256PublicKey;
import java.util.UUID;

/**
 * What a phone sends to have its key renewed.
 *
 * @param deviceKey for this renewal alone
 * @param confirmation that the phone has the old key and the new one: 32 octets
 */
public record RenewalClaim(UUID renewal, P256PublicKey deviceKey, Octets confirmation) {

    private static final int CONFIRMATION_OCTETS = 32;

    public RenewalClaim {
        if (confirmation.length() != CONFIRMATION_OCTETS) {
            throw new IllegalArgumentException("confirmation has " + CONFIRMATION_OCTETS + " octets");
        }
    }

    /** Of base64url. Throws {@link IllegalArgumentException} that names the field and what it takes. */
    public static RenewalClaim read(UUID renewal, String deviceKey, String confirmation) {
        return new RenewalClaim(
                renewal,
                new P256PublicKey(Base64Octets.decode("devicePublicKey", deviceKey)),
                Base64Octets.decode("confirmation", confirmation));
    }
}
