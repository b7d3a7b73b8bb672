package dev.countersign.activation;

import dev.countersign.authenticator.Base64Octets;
import dev.countersign.device.Octets;
import java.util.UUID;

/**
 * A phone that is an authenticator from now on.
 *
 * @param confirmation of the server, 32 octets: the phone keeps its keys when it is right
 */
public record Activated(UUID enrolment, String userName, Octets confirmation) {

    /** The confirmation in base64url. */
    public String confirmationText() {
        return Base64Octets.encode(confirmation);
    }
}
