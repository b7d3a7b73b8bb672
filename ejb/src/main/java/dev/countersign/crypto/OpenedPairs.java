package dev.countersign.crypto;

import com.nimbusds.jose.jwk.ECKey;
import dev.countersign.time.LastReading;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The key pairs of a table, each opened once. What a row says of its public part is not asked: whoever can write the table but has no
 * data key could have a key of his own published by it.
 */
public final class OpenedPairs {

    /** A row that does not open is tried again, because another node may have made its data key a moment ago; not at each call. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Secrets secrets;
    private final Purpose purpose;
    private final Clock clock;
    private final Map<String, ECKey> opened = new ConcurrentHashMap<>();
    private final Map<String, LastReading> failed = new ConcurrentHashMap<>();

    public OpenedPairs(Secrets secrets, Purpose purpose, Clock clock) {
        this.secrets = secrets;
        this.purpose = purpose;
        this.clock = clock;
    }

    /** The pair of a row; empty if nobody sealed it for this row and purpose, which {@link Secrets#open} has logged. */
    public Optional<ECKey> find(String keyId, String privateSealed) {
        ECKey known = opened.get(keyId);
        if (known != null) {
            return Optional.of(known);
        }
        return failed.getOrDefault(keyId, LastReading.NONE).isOlderThan(PAUSE, clock.instant())
                ? open(keyId, privateSealed)
                : Optional.empty();
    }

    private Optional<ECKey> open(String keyId, String privateSealed) {
        try {
            ECKey pair = SealedPair.open(secrets, purpose, keyId, privateSealed);
            failed.remove(keyId);
            opened.put(keyId, pair);
            return Optional.of(pair);
        } catch (UnreadableSecretException e) {
            failed.put(keyId, new LastReading(clock.instant()));
            return Optional.empty();
        }
    }
}
