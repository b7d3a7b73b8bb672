package dev.countersign.audit;

import java.time.Instant;
import java.util.Objects;

/**
 * A head with the signature that binds it.
 *
 * @param time when it was signed
 * @param jws compact JWS (RFC 7515, ES256) whose payload says the other two
 */
public record SignedHead(ChainHead head, Instant time, String jws) {

    public SignedHead {
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(jws, "jws");
    }
}
