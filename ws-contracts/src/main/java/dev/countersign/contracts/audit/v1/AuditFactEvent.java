package dev.countersign.contracts.audit.v1;

import java.time.Instant;
import java.util.Objects;

/**
 * Something was decided. Sent after the commit and at most once; the export of the audit is complete, the events need not
 * be.
 *
 * @param id of the audit entry
 * @param at when it was decided
 * @param actor {@code user}, {@code operator:NAME} or {@code system}
 * @param subject {@code user:ID}, or {@code name:HASH} where nobody is known by the name
 * @param type what kind of decision
 * @param reason {@code OK} or why not
 * @param reference what the user was shown
 * @param correlationId the login attempt, or empty
 */
public record AuditFactEvent(
        long id,
        Instant at,
        String actor,
        String subject,
        String type,
        String reason,
        String reference,
        String correlationId) {

    /** JMSType of the message. */
    public static final String TYPE = "AuditFact.v1";

    public AuditFactEvent {
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(actor, "actor");
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(reference, "reference");
        Objects.requireNonNull(correlationId, "correlationId");
    }
}
