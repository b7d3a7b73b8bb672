package dev.countersign.sdk;

import dev.countersign.device.Octets;
import java.net.URI;
import java.security.SecureRandom;
import java.util.UUID;

/**
 * One copy of the device's program: it makes its id and its token at the first start and keeps them.
 *
 * @param server the only one that is shown the token
 * @param token 32 octets of chance, the bearer token (RFC 6750) of this installation
 */
public record Installation(URI server, UUID id, Octets token) implements AutoCloseable {

    private static final int TOKEN_OCTETS = 32;

    public Installation {
        if (token.length() != TOKEN_OCTETS) {
            throw new IllegalArgumentException("the token of an installation has " + TOKEN_OCTETS + " octets");
        }
    }

    static Installation random(URI server, SecureRandom random) {
        return new Installation(server, UUID.randomUUID(), Octets.random(TOKEN_OCTETS, random));
    }

    /** The token as the header Authorization has it: 43 characters. */
    String bearer() {
        return Base64Url.encode(token.toArray());
    }

    @Override
    public void close() {
        token.close();
    }
}
