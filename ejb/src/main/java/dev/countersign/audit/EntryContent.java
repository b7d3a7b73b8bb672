package dev.countersign.audit;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * What an audit entry says, in the form that is hashed. {@code docs/audit.md} defines the octets.
 *
 * @param id of the row; a copy of the content in another row is another content
 * @param at when it was decided, in whole microseconds
 * @param actor see {@link AuditFact}
 */
public record EntryContent(
        long id,
        Instant at,
        String actor,
        String subject,
        String type,
        String reason,
        String reference,
        String correlationId) {

    /** First field of the octets; another form gets another name. */
    private static final String FORM = "countersign-audit-entry-v1";

    public EntryContent {
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(correlationId, "correlationId");
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /** SHA-256 of the canonical octets, in hex. */
    String digest() {
        return new CanonicalOctets()
                .add(FORM)
                .add(id)
                .add(micros(at))
                .add(actor)
                .add(subject)
                .add(type)
                .add(reason)
                .add(reference)
                .add(correlationId)
                .sha256();
    }

    /** Microseconds since 1970-01-01T00:00:00Z. */
    static long micros(Instant at) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, at);
    }
}
