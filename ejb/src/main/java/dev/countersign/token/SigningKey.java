package dev.countersign.token;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A key pair that signs tokens from a time on: the public part as a JWK, the private one sealed. */
@Entity
@Table(name = "signing_key")
class SigningKey {

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

    @Column(name = "signs_from")
    private Instant signsFrom;

    @SuppressWarnings("NullAway.Init")
    protected SigningKey() {}

    SigningKey(String keyId, String publicJwk, String privateSealed, Instant now, Instant signsFrom) {
        this.keyId = keyId;
        this.publicJwk = publicJwk;
        this.privateSealed = privateSealed;
        this.createdAt = now;
        this.signsFrom = signsFrom;
    }

    String keyId() {
        return keyId;
    }

    String privateSealed() {
        return privateSealed;
    }

    Instant signsFrom() {
        return signsFrom;
    }
}
