package dev.countersign.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** An {@link AuditFact} as a row. Rows are added, never changed. */
@Entity
@Table(name = "audit_entry")
@SequenceGenerator(name = "audit_entry_seq", sequenceName = "audit_entry_seq", allocationSize = 50)
class AuditEntry {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "audit_entry_seq")
    private Long id;

    @Column(name = "at")
    private Instant at;

    private String actor;
    private String subject;
    private String type;
    private String reason;
    private String reference;

    @Column(name = "correlation_id")
    private String correlationId;

    @SuppressWarnings("NullAway.Init")
    protected AuditEntry() {}

    @SuppressWarnings("NullAway.Init") // the database gives the id
    AuditEntry(AuditFact fact, Instant at) {
        this.at = at;
        this.actor = fact.actor();
        this.subject = fact.subject();
        this.type = fact.type();
        this.reason = fact.reason();
        this.reference = fact.reference().value();
        this.correlationId = fact.correlationId();
    }

    /** One line for the log; every part is a code, an id or a hash. */
    String line() {
        return "decision type=" + type + " reason=" + reason + " subject=" + subject + " actor=" + actor + " attempt="
                + correlationId + " ref=" + reference;
    }
}
