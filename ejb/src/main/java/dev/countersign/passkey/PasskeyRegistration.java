package dev.countersign.passkey;

import dev.countersign.device.Octets;
import java.util.List;

/**
 * A new key as the page sends it.
 *
 * @param label how the user will know it, 1 to 40 characters
 * @param attestationObject Web Authentication Level 2, section 6.5
 * @param clientData JSON in UTF-8, section 5.8.1
 * @param transports how its device may be reached (section 5.8.4), at most 8 words of at most 20 lower-case letters, digits and hyphens
 * @param origins addresses of our pages, one of which must have asked for it; at least one
 */
public record PasskeyRegistration(
        String label, Octets attestationObject, Octets clientData, List<String> transports, List<String> origins) {

    private static final int MOST_TRANSPORTS = 8;

    public PasskeyRegistration {
        transports = List.copyOf(transports);
        origins = List.copyOf(origins);
        boolean odd = transports.stream().anyMatch(transport -> !transport.matches("[a-z0-9-]{1,20}"));
        if (odd || transports.size() > MOST_TRANSPORTS) {
            throw new IllegalArgumentException("transports has at most " + MOST_TRANSPORTS + " words");
        }
    }
}
