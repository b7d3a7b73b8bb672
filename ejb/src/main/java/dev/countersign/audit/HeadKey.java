package dev.countersign.audit;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A key pair that signs heads: the public part as a JWK, the private one sealed. */
@Entity
@Table(name = "audit_signing_key")
class HeadKey {

    @Id
    @Column(name = "key_id")
    private String keyId;

    /** For people who look at the table: what is published comes of the pair. */
    @Column(name = "public_jwk")
    private String publicJwk;

    @Column(name = "private_sealed")
    private String privateSealed;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected HeadKey() {}

    HeadKey(String keyId, String publicJwk, String privateSealed, Instant now) {
        this.keyId = keyId;
        this.publicJwk = publicJwk;
        this.privateSealed = privateSealed;
        this.createdAt = now;
    }

    String keyId() {
        return keyId;
    }

    String privateSealed() {
        return privateSealed;
    }
}
