package dev.countersign.audit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
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
import java.text.ParseException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key pairs that sign heads of the audit chain, apart from those of tokens: the newest signs, all are published. The
 * first node on an empty database makes one.
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

    private volatile @Nullable ECKey signer;

    @PostConstruct
    void open() {
        List<HeadKey> keys = store.listKeys();
        if (keys.isEmpty()) {
            keys = makeFirst();
        }
        signer = open(keys.get(keys.size() - 1));
    }

    /** The key pair that signs now. */
    public ECKey signer() {
        ECKey key = signer;
        if (key == null) {
            throw new IllegalStateException("the signing keys of the audit chain are not open");
        }
        return key;
    }

    /** The public keys as JSON texts of single JWKs, read anew so that a key made by another node is there at once. */
    public List<String> listPublic() {
        return store.listKeys().stream().map(HeadKey::publicJwk).toList();
    }

    /** The public keys as a JWK Set (RFC 7517 section 5). */
    public String jwks() {
        return "{\"keys\":[" + String.join(",", listPublic()) + "]}";
    }

    private List<HeadKey> makeFirst() {
        try {
            ECKey pair = new ECKeyGenerator(Curve.P_256)
                    .keyID(FIRST_KEY_ID)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.ES256)
                    .generate();
            String sealed = secrets.seal(Purpose.AUDIT_SIGNING, FIRST_KEY_ID, pair.toJSONString());
            store.add(new HeadKey(FIRST_KEY_ID, pair.toPublicJWK().toJSONString(), sealed, clock.instant()));
        } catch (EJBException e) {
            // Another node made it meanwhile: the primary key let one of the two win.
            if (store.listKeys().isEmpty()) {
                throw e;
            }
        } catch (JOSEException e) {
            throw new IllegalStateException("cannot make a P-256 key pair", e);
        }
        return store.listKeys();
    }

    private ECKey open(HeadKey key) {
        try {
            return ECKey.parse(secrets.open(Purpose.AUDIT_SIGNING, key.keyId(), key.privateSealed()));
        } catch (ParseException e) {
            // The cause is left out: it may quote the key.
            throw new IllegalStateException("signing key " + key.keyId() + " is no JWK");
        }
    }
}
