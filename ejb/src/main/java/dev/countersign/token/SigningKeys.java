package dev.countersign.token;

import com.nimbusds.jose.jwk.ECKey;
import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedPair;
import dev.countersign.crypto.Secrets;
import dev.countersign.schema.StartRefusal;
import dev.countersign.sweep.TimedWork;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJBException;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The key pairs of this node. Each signs for a time and is published before and after it. The first node on an empty
 * database makes the first one.
 */
@Singleton
@Startup
@DependsOn("KeyRing")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class SigningKeys {

    private static final System.Logger LOG = System.getLogger(SigningKeys.class.getName());
    private static final String FIRST_KEY_ID = "es256-1";
    private static final Duration KEPT = Duration.ofDays(1);

    private final TimedWork removal = new TimedWork(SigningKeys.class, "Keys that verify nothing stay published");

    @Inject
    private SigningKeyStore store;

    @Inject
    private Secrets secrets;

    @Inject
    private TokenSettings settings;

    @Inject
    private Clock clock;

    @Inject
    private StartRefusal refusal;

    private volatile @Nullable TokenKeys keys;

    @PostConstruct
    void start() {
        refusal.unless("The keys that sign tokens cannot be read", this::open);
    }

    private void open() {
        if (store.listKeys().isEmpty()) {
            makeFirst();
        }
        TokenKeys opened = new TokenKeys(store::listKeys, secrets, clock, afterlife());
        if (!opened.canSign()) {
            makeAnother();
            opened.forget();
        }
        keys = opened;
    }

    /** The key pair that signs now. Within a decision a reading goes over the decision's own connection. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public ECKey signer() {
        return keys().signer();
    }

    /** The published public keys as JSON texts of single JWKs. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public List<String> listPublic() {
        return keys().listPublic();
    }

    /** The published public key of that id; empty when there is none. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<ECPublicKey> findPublic(String keyId) {
        return keys().findPublic(keyId);
    }

    /** Makes the next key: published now, signing after the lead time, on every node. */
    public SigningKeyView rotate(String operator) {
        Instant now = clock.instant();
        SigningKey key = make("es256-" + UUID.randomUUID(), now, now.plus(settings.keyLead()));
        store.add(key, operator);
        keys().forget();
        return new SigningKeyView(key.keyId(), key.signsFrom());
    }

    /**
     * Removes keys that have verified nothing for a day, which leaves time to set a clock right. Rows that do not open count for nothing:
     * one of a later time would have the key that signs removed.
     */
    @Schedule(hour = "*", minute = "37", persistent = false)
    void removeRetired() {
        removal.run(() -> new KeySchedule(keys().ours(store.listKeys()), afterlife())
                .retired(clock.instant().minus(KEPT))
                .forEach(store::remove));
    }

    private Duration afterlife() {
        return settings.tokenLife().plus(settings.leeway());
    }

    private void makeFirst() {
        Instant now = clock.instant();
        try {
            store.add(make(FIRST_KEY_ID, now, now));
        } catch (EJBException e) {
            // Another node made it meanwhile: the primary key let one of the two win.
            if (store.listKeys().isEmpty()) {
                throw e;
            }
        }
    }

    /**
     * Where somebody spoiled all rows: without a key nobody gets a token. Verifiers tell keys apart by their ids and get the new one at the
     * first token that names it; tokens of the spoiled keys are verified no more.
     */
    private void makeAnother() {
        Instant now = clock.instant();
        SigningKey key = make("es256-" + UUID.randomUUID(), now, now);
        store.add(key);
        LOG.log(
                System.Logger.Level.ERROR,
                "ALERT: no row of the table signing_key opens. Tokens are signed by a new key from now on, "
                        + key.keyId() + "; those of before are not taken any more");
    }

    private SigningKey make(String keyId, Instant now, Instant signsFrom) {
        SealedPair pair = SealedPair.make(secrets, Purpose.TOKEN_SIGNING, keyId);
        return new SigningKey(keyId, pair.publicJwk(), pair.privateSealed(), now, signsFrom);
    }

    private TokenKeys keys() {
        TokenKeys open = keys;
        if (open == null) {
            throw new IllegalStateException("the signing keys are not open");
        }
        return open;
    }
}
