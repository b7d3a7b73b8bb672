package dev.countersign.renewal;

import dev.countersign.device.Octets;
import java.util.Base64;

/**
 * A key that was renewed.
 *
 * @param confirmation of the server, 32 octets: the phone keeps the new key when it is right
 */
public record Renewed(Octets confirmation) {

    /** The confirmation in base64url. */
    public String confirmationText() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(confirmation.toArray());
    }
}
