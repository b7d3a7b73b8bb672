package dev.countersign.audit;

import com.nimbusds.jose.jwk.ECKey;
import dev.countersign.crypto.OpenedPairs;
import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedPair;
import dev.countersign.crypto.Secrets;
import dev.countersign.schema.StartRefusal;
import dev.countersign.time.KeptReading;
import dev.countersign.time.LastReading;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJBException;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The key pairs that sign heads of the audit chain, apart from those of tokens: the newest signs, all are published. The
 * first node on an empty database makes one. Rows that somebody else has put there do neither.
 */
@Singleton
@Startup
@DependsOn("KeyRing")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class HeadKeys {

    private static final String FIRST_KEY_ID = "audit-es256-1";

    @Inject
    private HeadKeyStore store;

    @Inject
    private Secrets secrets;

    @Inject
    private Clock clock;

    @Inject
    private StartRefusal refusal;

    private volatile @Nullable OpenedPairs pairs;
    private volatile @Nullable KeptReading<List<HeadKey>> kept;
    private volatile @Nullable ECKey signer;

    @PostConstruct
    void start() {
        refusal.unless("The keys that sign heads of the audit chain cannot be used", this::open);
    }

    private void open() {
        pairs = new OpenedPairs(secrets, Purpose.AUDIT_SIGNING, clock);
        if (store.listKeys().isEmpty()) {
            makeFirst();
        }
        kept = new KeptReading<>("The keys that sign heads of the audit chain", store::listKeys, clock);
        signer = known().stream()
                .flatMap(key -> find(key).stream())
                .reduce((older, newer) -> newer)
                .orElseThrow(
                        () -> new IllegalStateException(
                                "no row of audit_signing_key opens; put them back from a backup, for somebody has changed them"));
    }

    /** The key pair that signs now. */
    public ECKey signer() {
        ECKey key = signer;
        if (key == null) {
            throw new IllegalStateException("the signing keys of the audit chain are not open");
        }
        return key;
    }

    /** The public keys as JSON texts of single JWKs, one that another node has made within a second. */
    public List<String> listPublic() {
        return known().stream()
                .flatMap(key -> find(key).stream())
                .map(pair -> pair.toPublicJWK().toJSONString())
                .toList();
    }

    /** The ids of rows that do not open. */
    public List<String> listForeign() {
        return store.listKeys().stream()
                .filter(key -> find(key).isEmpty())
                .map(HeadKey::keyId)
                .toList();
    }

    private List<HeadKey> known() {
        KeptReading<List<HeadKey>> keys = kept;
        if (keys == null) {
            throw new IllegalStateException("the signing keys of the audit chain are not open");
        }
        return keys.notOlderThan(LastReading.PAUSE_AFTER_UNKNOWN);
    }

    private Optional<ECKey> find(HeadKey key) {
        OpenedPairs open = pairs;
        if (open == null) {
            throw new IllegalStateException("the signing keys of the audit chain are not open");
        }
        return open.find(key.keyId(), key.privateSealed());
    }

    /** The public keys as a JWK Set (RFC 7517 section 5). */
    public String jwks() {
        return "{\"keys\":[" + String.join(",", listPublic()) + "]}";
    }

    private void makeFirst() {
        try {
            SealedPair pair = SealedPair.make(secrets, Purpose.AUDIT_SIGNING, FIRST_KEY_ID);
            store.add(new HeadKey(FIRST_KEY_ID, pair.publicJwk(), pair.privateSealed(), clock.instant()));
        } catch (EJBException e) {
            // Another node made it meanwhile: the primary key let one of the two win.
            if (store.listKeys().isEmpty()) {
                throw e;
            }
        }
    }
}
