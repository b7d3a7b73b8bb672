package dev.countersign.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import dev.countersign.crypto.OpenedPairs;
import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import dev.countersign.time.LastReading;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * The key pairs as one node knows them: read from the database, and read again when the last reading is some seconds old
 * or somebody names a key that it did not show. While one thread reads, the others go on with what is known.
 */
final class TokenKeys {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final Supplier<List<SigningKey>> table;
    private final OpenedPairs pairs;
    private final Clock clock;
    private final Duration afterlife;

    private final ReentrantLock reading = new ReentrantLock();
    private volatile Reading last;

    private record Reading(KeySchedule schedule, LastReading when) {}

    TokenKeys(Supplier<List<SigningKey>> table, Secrets secrets, Clock clock, Duration afterlife) {
        this.table = table;
        this.pairs = new OpenedPairs(secrets, Purpose.TOKEN_SIGNING, clock);
        this.clock = clock;
        // A node that has not read for a moment may sign on with the old key.
        this.afterlife = afterlife.plus(FRESH);
        this.last = read();
    }

    /** The key pair that signs now. */
    ECKey signer() {
        SigningKey key =
                fresh().signer(clock.instant()).orElseThrow(() -> new IllegalStateException("there is no signing key"));
        return pair(key);
    }

    /** The published public keys, as JSON texts of single JWKs. */
    List<String> listPublic() {
        return fresh().published(clock.instant()).stream()
                .map(key -> pair(key).toPublicJWK().toJSONString())
                .toList();
    }

    /** The published public key of that id, made by this node or another. */
    Optional<ECPublicKey> findPublic(String keyId) {
        return find(fresh(), keyId)
                .or(() -> find(freshAfter(LastReading.PAUSE_AFTER_UNKNOWN), keyId))
                .map(this::publicKey);
    }

    /** Reads now, so that what this node has just written is known to it. */
    void reread() {
        last = read();
    }

    private Optional<SigningKey> find(KeySchedule schedule, String keyId) {
        return schedule.published(clock.instant()).stream()
                .filter(key -> key.keyId().equals(keyId))
                .findFirst();
    }

    private KeySchedule fresh() {
        return freshAfter(FRESH);
    }

    private KeySchedule freshAfter(Duration age) {
        if (last.when().isOlderThan(age, clock.instant()) && reading.tryLock()) {
            try {
                last = read();
            } finally {
                reading.unlock();
            }
        }
        return last.schedule();
    }

    /** Rows that somebody else has put there are left out. */
    private Reading read() {
        Instant now = clock.instant();
        List<SigningKey> keys =
                table.get().stream().filter(key -> find(key).isPresent()).toList();
        return new Reading(new KeySchedule(keys, afterlife), new LastReading(now));
    }

    private Optional<ECKey> find(SigningKey key) {
        return pairs.find(key.keyId(), key.privateSealed());
    }

    private ECKey pair(SigningKey key) {
        return find(key).orElseThrow(() -> new IllegalStateException("signing key " + key.keyId() + " is not open"));
    }

    private ECPublicKey publicKey(SigningKey key) {
        try {
            return pair(key).toECPublicKey();
        } catch (JOSEException e) {
            throw new IllegalStateException("signing key " + key.keyId() + " is no key of P-256", e);
        }
    }
}
