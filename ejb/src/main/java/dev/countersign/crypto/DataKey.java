package dev.countersign.crypto;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.security.SecureRandom;
import java.time.Instant;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/** A data key as the database holds it: 32 octets under a master key, bound to its own id and purpose. */
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

    @SuppressWarnings("NullAway.Init")
    protected DataKey() {}

    private DataKey(String keyId, Purpose purpose, String masterKeyId, String wrapped, Instant createdAt) {
        this.keyId = keyId;
        this.purpose = purpose;
        this.masterKeyId = masterKeyId;
        this.wrapped = wrapped;
        this.createdAt = createdAt;
    }

    static DataKey generate(String keyId, Purpose purpose, MasterKeys masters, SecureRandom random, Instant now) {
        byte[] octets = new byte[KEY_OCTETS];
        random.nextBytes(octets);
        String masterKeyId = masters.currentId();
        String wrapped = AesGcm.encrypt(masters.get(masterKeyId), octets, identity(keyId, purpose), random);
        return new DataKey(keyId, purpose, masterKeyId, wrapped, now);
    }

    String keyId() {
        return keyId;
    }

    Purpose purpose() {
        return purpose;
    }

    Instant createdAt() {
        return createdAt;
    }

    SecretKey unwrap(MasterKeys masters) {
        byte[] octets = AesGcm.decrypt(masters.get(masterKeyId), wrapped, identity(keyId, purpose));
        return new SecretKeySpec(octets, "AES");
    }

    private static String identity(String keyId, Purpose purpose) {
        return "data-key|" + purpose + "|" + keyId;
    }
}
