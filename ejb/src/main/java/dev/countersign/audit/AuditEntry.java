package dev.countersign.audit;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import dev.countersign.crypto.UnreadableSecretException;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An {@link AuditFact} as a row. Rows are added; the one change ever is that the sealer gives them their place. */
@Entity
@Table(name = "audit_entry")
@SequenceGenerator(name = "audit_entry_seq", sequenceName = "audit_entry_seq", allocationSize = 50)
class AuditEntry {

    /** What the keyed hash is bound to; the id of the row is part of the content. It says that the entry's place has a keyed hash, too. */
    private static final String RECORD = "audit-entry-v2";

    /** The same in versions whose sealer gave places without one. */
    private static final String RECORD_WITHOUT_PLACE = "audit-entry";

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

    @Column(name = "content_mac")
    private String mac;

    @Column(name = "sequence_no")
    private @Nullable Long sequence;

    private @Nullable Integer epoch;

    @Column(name = "previous_hash")
    private @Nullable String previousHash;

    @Column(name = "chain_hash")
    private @Nullable String chainHash;

    @Column(name = "place_mac")
    private @Nullable String placeMac;

    @SuppressWarnings("NullAway.Init")
    protected AuditEntry() {}

    @SuppressWarnings("NullAway.Init") // the database gives the id
    AuditEntry(AuditFact fact, Instant at) {
        this.at = at.truncatedTo(ChronoUnit.MICROS);
        this.actor = fact.actor();
        this.subject = fact.subject();
        this.type = fact.type();
        this.reason = fact.reason();
        this.reference = fact.reference().value();
        this.correlationId = fact.correlationId();
        this.mac = "";
    }

    /** Writes the keyed hash of the content; the row must have its id. */
    void authenticate(Secrets secrets) {
        mac = secrets.hash(Purpose.AUDIT, RECORD, content().digest());
    }

    /** Whether the deciding transaction wrote this content; also false when the key of the hash is gone. */
    static boolean isAuthentic(EntryContent content, String mac, Secrets secrets) {
        return mustHavePlaceMac(content, mac, secrets) || isAuthentic(RECORD_WITHOUT_PLACE, content, mac, secrets);
    }

    /**
     * Whether the content was written by a version whose sealer hashes places: the deciding transaction said so with its key, so that
     * nobody can say otherwise later.
     */
    static boolean mustHavePlaceMac(EntryContent content, String mac, Secrets secrets) {
        return isAuthentic(RECORD, content, mac, secrets);
    }

    private static boolean isAuthentic(String record, EntryContent content, String mac, Secrets secrets) {
        try {
            return secrets.matches(Purpose.AUDIT, record, content.digest(), mac);
        } catch (UnreadableSecretException e) {
            return false;
        }
    }

    void seal(ChainLink link, String sealersMac) {
        if (sequence != null) {
            throw new IllegalStateException("audit entry " + id + " has its place already");
        }
        sequence = link.sequence();
        epoch = link.epoch();
        previousHash = link.previousHash();
        chainHash = link.chainHash();
        placeMac = sealersMac;
    }

    EntryContent content() {
        return new EntryContent(id, at, actor, subject, type, reason, reference, correlationId);
    }

    /** Whether its keyed hash, or that of its place, was made with the key. */
    boolean isUnder(String keyId) {
        String beginning = keyId + ".";
        return mac.startsWith(beginning) || (placeMac != null && placeMac.startsWith(beginning));
    }

    String mac() {
        return mac;
    }

    /** The entry's place; empty while it is not sealed, and for what was written before there was a chain. */
    Optional<ChainLink> link() {
        if (sequence == null || epoch == null || previousHash == null || chainHash == null) {
            return Optional.empty();
        }
        return Optional.of(new ChainLink(content(), mac, sequence, epoch, previousHash, chainHash));
    }

    /** The entry's place with its keyed hash; empty as {@link #link} is. */
    Optional<SealedEntry> sealed() {
        return link().map(link -> new SealedEntry(link, Optional.ofNullable(placeMac)));
    }
}
