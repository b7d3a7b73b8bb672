package dev.countersign.contracts.audit.v1;

import java.time.Instant;
import java.util.Objects;

/**
 * The head of the audit chain, signed. Whoever keeps it can tell later that entries were cut off or an older backup was
 * restored.
 *
 * @param sequence number of the last sealed entry, 0 before the first
 * @param chainHash its chain hash, 64 lower-case hexadecimal digits
 * @param time when it was signed
 * @param epoch raised each time a backup was restored on purpose, from 1
 * @param jws compact JWS (RFC 7515, ES256) whose payload says the other four
 */
public record AuditHeadEvent(long sequence, String chainHash, Instant time, int epoch, String jws) {

    /** JMSType of the message. */
    public static final String TYPE = "AuditHead.v1";

    public AuditHeadEvent {
        Objects.requireNonNull(time, "time");
        Objects.requireNonNull(jws, "jws");
        if (sequence < 0 || epoch < 1 || !chainHash.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("sequence, epoch or chainHash is none");
        }
    }
}
