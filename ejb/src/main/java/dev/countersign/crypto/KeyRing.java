package dev.countersign.crypto;

import dev.countersign.schema.StartRefusal;
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
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The unwrapped data keys of this node. They are read from the database at start and by {@link KeyUpkeep} every five
 * seconds after it, so that each node soon seals with the key that a rotation on any node made current. Unwrapping happens here and never inside a
 * caller's work. At the start all must open; a key that comes later and does not open here is missed by its purpose alone.
 */
@Singleton
@Startup
@DependsOn("SchemaStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class KeyRing implements DataKeys {

    private static final System.Logger LOG = System.getLogger(KeyRing.class.getName());

    /** Far below the rest that a superseded key is given, so that nobody writes under a key that may be removed. */
    private static final Duration OLDEST_READING = Duration.ofMinutes(1);

    @Inject
    private KeySettings settings;

    @Inject
    private DataKeyStore store;

    @Inject
    private Clock clock;

    @Inject
    private StartRefusal refusal;

    private final SecureRandom random = new SecureRandom();
    private volatile OpenedKeys opened = OpenedKeys.NONE;
    private volatile LastReading read = LastReading.NONE;
    private Set<String> closed = Set.of();
    private @Nullable MasterKeys masters;

    @PostConstruct
    void open() {
        try {
            read(key -> Optional.of(unwrap(key)));
            opened.missing().forEach(this::makeFirst);
            read(key -> Optional.of(unwrap(key)));
        } catch (KeysUnusableException e) {
            refusal.tell(e.sentence());
            throw e;
        } catch (RuntimeException e) {
            refusal.tell("The data keys cannot be read", e);
            throw e;
        }
    }

    @Override
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<NamedKey> findCurrent(Purpose purpose) {
        if (read.isOlderThan(OLDEST_READING, clock.instant())) {
            refresh();
        }
        return opened.findCurrent(purpose);
    }

    /**
     * Within a decision an unknown id is looked up over the decision's own connection, and without a pause: what is stored may be
     * under a key that another node made a moment ago.
     */
    @Override
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<SecretKey> find(String keyId) {
        return opened.find(keyId).or(() -> {
            refresh();
            return opened.find(keyId);
        });
    }

    @Override
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Optional<SecretKey> findBrought(String keyId) {
        return opened.find(keyId).or(() -> {
            refreshAfterPause();
            return opened.find(keyId);
        });
    }

    /** Of many who wait here one reads. */
    private synchronized void refreshAfterPause() {
        if (read.isOlderThan(LastReading.PAUSE_AFTER_UNKNOWN, clock.instant())) {
            refresh();
        }
    }

    @Override
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public synchronized void refresh() {
        Set<String> before = closed;
        Set<String> now = new HashSet<>();
        read(key -> findUnwrapped(key, sentence -> {
            now.add(key.keyId());
            if (!before.contains(key.keyId())) {
                LOG.log(System.Logger.Level.ERROR, "ALERT: " + sentence);
            }
        }));
        closed = now;
    }

    @Override
    @TransactionAttribute(TransactionAttributeType.SUPPORTS)
    public Set<Purpose> missing() {
        return opened.missing();
    }

    private synchronized void read(Function<DataKey, Optional<SecretKey>> unwrapping) {
        Instant before = clock.instant();
        List<DataKey> keys = store.listKeys();
        opened = opened.next(keys, unwrapping);
        read = new LastReading(before);
    }

    private Optional<SecretKey> findUnwrapped(DataKey key, Consumer<String> fault) {
        try {
            return Optional.of(unwrap(key));
        } catch (KeysUnusableException e) {
            // Somebody may put the master keys right meanwhile.
            masters = null;
            fault.accept(e.sentence());
            return Optional.empty();
        }
    }

    /** Opens with the master keys read at start, or with those of now where a rotation on another node used a new one. */
    private SecretKey unwrap(DataKey key) {
        MasterKeys known = masters;
        if (known == null || known.find(key.masterKeyId()).isEmpty()) {
            known = settings.masterKeys().read();
            masters = known;
        }
        return key.unwrap(known);
    }

    private void makeFirst(Purpose purpose) {
        try {
            store.add(DataKey.first(purpose, settings.masterKeys().read(), random, clock.instant()));
        } catch (EJBException e) {
            // Two nodes start on an empty database: the primary key lets one of them win, and its key is read.
            refresh();
            if (opened.findCurrent(purpose).isEmpty()) {
                throw e;
            }
        }
    }
}
