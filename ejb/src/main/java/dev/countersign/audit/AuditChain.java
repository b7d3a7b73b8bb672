package dev.countersign.audit;

import dev.countersign.crypto.Secrets;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** The head of the chain as the one row that every sealer locks. */
@Entity
@Table(name = "audit_chain")
class AuditChain {

    static final int ONLY = 1;

    @Id
    private int id;

    @Column(name = "sequence_no")
    private long sequence;

    @Column(name = "chain_hash")
    private String chainHash;

    private int epoch;

    @SuppressWarnings("NullAway.Init")
    protected AuditChain() {}

    ChainHead head() {
        return new ChainHead(sequence, chainHash, epoch);
    }

    /** Gives the entry the next place. */
    void append(AuditEntry entry, Secrets secrets) {
        ChainLink link = head().next(entry.content(), entry.mac());
        entry.seal(link, PlaceMac.of(link.head(), secrets));
        sequence = link.sequence();
        chainHash = link.chainHash();
    }
}
