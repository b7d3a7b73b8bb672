package dev.countersign.crypto;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * A data key as the database holds it: 32 octets under a master key, bound to its own id and purpose. Of the keys of a
 * purpose one is current and makes new secrets; the superseded ones only open old ones.
 */
@Entity
@Table(name = "data_key")
class DataKey {

    private static final int KEY_OCTETS = 32;

    @Id
    @Column(name = "key_id")
    private String keyId;

    @Enumerated(EnumType.STRING)
    private Purpose purpose;

    @Column(name = "master_key_id")
    private String masterKeyId;

    private String wrapped;

    @Column(name = "created_at")
    private Instant createdAt;

    @Column(name = "superseded_at")
    private @Nullable Instant supersededAt;

    @SuppressWarnings("NullAway.Init")
    protected DataKey() {}

    private DataKey(String keyId, Purpose purpose, Instant createdAt) {
        this.keyId = keyId;
        this.purpose = purpose;
        this.createdAt = createdAt;
        this.masterKeyId = "";
        this.wrapped = "";
    }

    /** The first key of a purpose. */
    static DataKey first(Purpose purpose, MasterKeys masters, SecureRandom random, Instant now) {
        return generate(purpose, 1, masters, random, now);
    }

    /** Steps back behind a new key of its purpose, which is returned. */
    DataKey succeed(MasterKeys masters, SecureRandom random, Instant now) {
        supersededAt = now;
        return generate(purpose, number() + 1, masters, random, now);
    }

    private static DataKey generate(Purpose purpose, int number, MasterKeys masters, SecureRandom random, Instant now) {
        byte[] octets = new byte[KEY_OCTETS];
        random.nextBytes(octets);
        DataKey key = new DataKey(purpose.name().toLowerCase(Locale.ROOT) + "-" + number, purpose, now);
        key.wrap(new SecretKeySpec(octets, "AES"), masters, random);
        return key;
    }

    String keyId() {
        return keyId;
    }

    Purpose purpose() {
        return purpose;
    }

    String masterKeyId() {
        return masterKeyId;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** When another key took over; empty while this one is current. */
    Optional<Instant> supersededAt() {
        return Optional.ofNullable(supersededAt);
    }

    /** From when on the key may be removed if no record needs it; empty while it is current. */
    Optional<Instant> removableAt() {
        return supersededAt().map(at -> at.plus(purpose.rest()));
    }

    boolean isCurrent() {
        return supersededAt == null;
    }

    /** Throws {@link KeysUnusableException} that says what to do when the master key is missing or another one. */
    SecretKey unwrap(MasterKeys masters) {
        SecretKey master = masters.find(masterKeyId)
                .orElseThrow(() -> new KeysUnusableException("Data key " + keyId + " is wrapped by master key "
                        + masterKeyId + ", which " + masters.place()
                        + " does not have: add its line from your safe copy, below the first line"));
        try {
            return new SecretKeySpec(AesGcm.decrypt(master, wrapped, identity()), "AES");
        } catch (UnreadableSecretException e) {
            throw new KeysUnusableException(
                    "Data key " + keyId + " does not open with master key " + masterKeyId + " of "
                            + masters.place()
                            + ", which is another key of that name than the one that wrapped it: put the right"
                            + " line back from your safe copy, or use the database that belongs to these keys");
        }
    }

    /** Stands under the first master key from now on. */
    void wrap(SecretKey opened, MasterKeys masters, SecureRandom random) {
        masterKeyId = masters.firstId();
        wrapped = AesGcm.encrypt(masters.first(), opened.getEncoded(), identity(), random);
    }

    private int number() {
        return Integer.parseInt(keyId.substring(keyId.lastIndexOf('-') + 1));
    }

    private String identity() {
        return "data-key|" + purpose + "|" + keyId;
    }
}
