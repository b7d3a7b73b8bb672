package dev.countersign.push.webpush;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The key pair by which push services know this product: the public part as a JWK, the private one sealed. */
@Entity
@Table(name = "vapid_key")
class VapidKey {

    @Id
    @Column(name = "key_id")
    private String keyId;

    @Column(name = "public_jwk")
    private String publicJwk;

    @Column(name = "private_sealed")
    private String privateSealed;

    @Column(name = "created_at")
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init")
    protected VapidKey() {}

    VapidKey(String keyId, String publicJwk, String privateSealed, Instant now) {
        this.keyId = keyId;
        this.publicJwk = publicJwk;
        this.privateSealed = privateSealed;
        this.createdAt = now;
    }

    String privateSealed() {
        return privateSealed;
    }
}
