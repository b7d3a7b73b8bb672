package dev.countersign.renewal;

import dev.countersign.device.P256PublicKey;
import java.util.Base64;
import java.util.UUID;

/** What the server offers to a phone that renews a key; having it changes nothing and proves nothing. */
public record RenewalOffer(UUID renewal, P256PublicKey serverKey) {

    /** In base64url. */
    public String serverPublicKey() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(serverKey.octets().toArray());
    }
}
