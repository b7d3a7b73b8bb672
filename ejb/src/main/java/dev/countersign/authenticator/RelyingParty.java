package dev.countersign.authenticator;

import java.net.URI;
import java.util.List;

/**
 * Whose pages may ask for an assertion (WebAuthn level 2, section 7.2).
 *
 * @param origins of those pages: scheme, host, and the port where it is not the usual one
 */
public record RelyingParty(List<String> origins) {

    public RelyingParty {
        origins = List.copyOf(origins);
    }

    boolean isOurs(String origin) {
        return origins.contains(origin);
    }

    /** The host of the origin: what a page asks with if it says nothing else. */
    static String idOf(String origin) {
        String host = URI.create(origin).getHost();
        if (host == null) {
            throw new IllegalArgumentException("an origin has a host");
        }
        return host;
    }
}
