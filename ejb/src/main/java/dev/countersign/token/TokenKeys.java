package dev.countersign.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.ECKey;
import dev.countersign.crypto.OpenedPairs;
import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import dev.countersign.time.KeptReading;
import dev.countersign.time.LastReading;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The key pairs as one node knows them: read from the database, and read again when the last reading is some seconds old
 * or somebody names a key that it did not show.
 */
final class TokenKeys {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private final OpenedPairs pairs;
    private final Clock clock;
    private final KeptReading<KeySchedule> schedule;

    TokenKeys(Supplier<List<SigningKey>> table, Secrets secrets, Clock clock, Duration afterlife) {
        this.pairs = new OpenedPairs(secrets, Purpose.TOKEN_SIGNING, clock);
        this.clock = clock;
        // A node that has not read for a moment may sign on with the old key.
        Duration verifies = afterlife.plus(FRESH);
        this.schedule = new KeptReading<>(
                "The keys that sign tokens", () -> new KeySchedule(ours(table.get()), verifies), clock);
    }

    /** Whether there is a key that signs. */
    boolean canSign() {
        return fresh().signer(clock.instant()).isPresent();
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
                .or(() -> find(schedule.notOlderThan(LastReading.PAUSE_AFTER_UNKNOWN), keyId))
                .map(this::publicKey);
    }

    /** Has the table read at the next question, so that what this node has just written is known to it. */
    void forget() {
        schedule.forget();
    }

    private Optional<SigningKey> find(KeySchedule known, String keyId) {
        return known.published(clock.instant()).stream()
                .filter(key -> key.keyId().equals(keyId))
                .findFirst();
    }

    private KeySchedule fresh() {
        return schedule.notOlderThan(FRESH);
    }

    /** Rows that somebody else has put there, or spoiled, are left out. */
    List<SigningKey> ours(List<SigningKey> keys) {
        return keys.stream().filter(key -> find(key).isPresent()).toList();
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
