package dev.countersign.crypto;

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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The unwrapped data keys of this node. They are read from the database at start; a key that another node made later is
 * read when it is first met. Unwrapping happens here and never inside a caller's work.
 */
@Singleton
@Startup
@DependsOn("SchemaStartup")
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class KeyRing implements DataKeys {

    @Inject
    private KeySettings settings;

    @Inject
    private DataKeyStore store;

    @Inject
    private Clock clock;

    private final SecureRandom random = new SecureRandom();
    private final Map<String, SecretKey> byId = new ConcurrentHashMap<>();
    private final Map<Purpose, NamedKey> current = new ConcurrentHashMap<>();
    private @Nullable MasterKeys masters;

    @PostConstruct
    void open() {
        masters = MasterKeys.read(settings.directory());
        store.listKeys().forEach(this::take);
        for (Purpose purpose : Purpose.values()) {
            if (!current.containsKey(purpose)) {
                take(makeFirst(purpose));
            }
        }
    }

    @Override
    public NamedKey current(Purpose purpose) {
        NamedKey key = current.get(purpose);
        if (key == null) {
            throw new IllegalStateException("no data key for " + purpose);
        }
        return key;
    }

    @Override
    public SecretKey get(String keyId) {
        SecretKey key = byId.get(keyId);
        if (key == null) {
            DataKey found = store.findKey(keyId)
                    .orElseThrow(() -> new UnreadableSecretException("data key " + keyId + " does not exist"));
            key = take(found);
        }
        return key;
    }

    private SecretKey take(DataKey key) {
        SecretKey secret = key.unwrap(masters());
        byId.put(key.keyId(), secret);
        current.put(key.purpose(), new NamedKey(key.keyId(), secret));
        return secret;
    }

    private DataKey makeFirst(Purpose purpose) {
        String keyId = purpose.name().toLowerCase(Locale.ROOT) + "-1";
        try {
            DataKey made = DataKey.generate(keyId, purpose, masters(), random, clock.instant());
            store.add(made);
            return made;
        } catch (EJBException e) {
            // Two nodes start on an empty database: the primary key lets one of them win, the other reads its key.
            Optional<DataKey> winner = store.findKey(keyId);
            return winner.orElseThrow(() -> e);
        }
    }

    private MasterKeys masters() {
        MasterKeys opened = masters;
        if (opened == null) {
            throw new IllegalStateException("the key ring is not open");
        }
        return opened;
    }
}
