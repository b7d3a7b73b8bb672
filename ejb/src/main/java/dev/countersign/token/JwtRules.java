package dev.countersign.token;

import java.time.Duration;
import java.util.Set;

/**
 * What a token must say (RFC 8725 section 3).
 *
 * @param issuer the only {@code iss}
 * @param audience must be among {@code aud}
 * @param types allowed values of {@code typ}; the empty one allows a header without it
 * @param leeway by which the clocks of two machines may differ
 */
public record JwtRules(String issuer, String audience, Set<String> types, Duration leeway) {

    public JwtRules {
        types = Set.copyOf(types);
    }
}
