package dev.countersign.passkey;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a device is told to make a key (Web Authentication Level 2, section 5.4).
 *
 * @param challenge 32 random octets, base64url without padding
 * @param relyingParty whom it is for; empty where it is the host of the page that asks
 * @param relyingPartyName the same in words
 * @param userHandle under which the device files it, base64url
 * @param algorithms numbers of COSE, the best first
 * @param known keys that the user has; a device with one of them makes no other
 * @param expiresAt until when the key is taken
 */
public record NewPasskey(
        String challenge,
        Optional<String> relyingParty,
        String relyingPartyName,
        String userHandle,
        String userName,
        List<Integer> algorithms,
        List<Known> known,
        Instant expiresAt) {

    public NewPasskey {
        algorithms = List.copyOf(algorithms);
        known = List.copyOf(known);
    }

    /**
     * A key that the user has.
     *
     * @param credential its id, base64url without padding
     * @param transports how its device may be reached
     */
    public record Known(String credential, List<String> transports) {

        public Known {
            transports = List.copyOf(transports);
        }
    }
}
