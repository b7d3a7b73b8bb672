package dev.countersign.push.webpush;

import com.nimbusds.jose.jwk.ECKey;
import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.SealedPair;
import dev.countersign.crypto.Secrets;
import dev.countersign.crypto.UnreadableSecretException;
import dev.countersign.schema.StartRefusal;
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
import org.jspecify.annotations.Nullable;

/**
 * The one key pair of VAPID, the same on every node. Browsers bind their subscriptions to it (RFC 8292 section 4.1), so another one
 * would end them all: it is made once, by the first node on an empty database.
 */
@Singleton
@Startup
@DependsOn("KeyRing")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class VapidKeys {

    static final String KEY_ID = "vapid-es256-1";

    private static final System.Logger LOG = System.getLogger(VapidKeys.class.getName());

    @Inject
    private VapidKeyStore store;

    @Inject
    private Secrets secrets;

    @Inject
    private Clock clock;

    @Inject
    private StartRefusal refusal;

    private volatile @Nullable ECKey pair;

    @PostConstruct
    void start() {
        refusal.unless("The key by which push services of browsers know this product cannot be read", this::open);
    }

    private void open() {
        VapidKey key = store.find(KEY_ID).orElseGet(this::make);
        try {
            pair = SealedPair.open(secrets, Purpose.PUSH_SIGNING, KEY_ID, key.privateSealed());
        } catch (UnreadableSecretException e) {
            LOG.log(
                    System.Logger.Level.ERROR,
                    "ALERT: the key " + KEY_ID + " of the table vapid_key does not open: no browser gets a notification"
                            + " from this server. Put its row back from a backup and start the server again");
        }
    }

    /** Whether the pair is there: a row that somebody spoiled takes Web Push away, and no login. */
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public boolean isOpen() {
        return pair != null;
    }

    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public ECKey pair() {
        ECKey opened = pair;
        if (opened == null) {
            throw new IllegalStateException("the key of VAPID is not open");
        }
        return opened;
    }

    private VapidKey make() {
        SealedPair made = SealedPair.make(secrets, Purpose.PUSH_SIGNING, KEY_ID);
        VapidKey key = new VapidKey(KEY_ID, made.publicJwk(), made.privateSealed(), clock.instant());
        try {
            store.add(key);
            return key;
        } catch (EJBException e) {
            // Another node made it meanwhile: the primary key let one of the two win.
            return store.find(KEY_ID).orElseThrow(() -> e);
        }
    }
}
