package dev.countersign.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;

/** A head of the chain as it was signed. */
@Entity
@Table(name = "audit_head")
@SequenceGenerator(name = "audit_head_seq", sequenceName = "audit_head_seq", allocationSize = 1)
class AuditHead {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "audit_head_seq")
    private Long id;

    @Column(name = "sequence_no")
    private long sequence;

    @Column(name = "signed_at")
    private Instant signedAt;

    private String jws;

    @SuppressWarnings("NullAway.Init")
    protected AuditHead() {}

    @SuppressWarnings("NullAway.Init") // the database gives the id
    AuditHead(SignedHead head) {
        this.sequence = head.head().sequence();
        this.signedAt = head.time();
        this.jws = head.jws();
    }

    long id() {
        return id;
    }

    Instant signedAt() {
        return signedAt;
    }

    long sequence() {
        return sequence;
    }

    KeptHead kept() {
        return new KeptHead(id, sequence, jws);
    }
}
