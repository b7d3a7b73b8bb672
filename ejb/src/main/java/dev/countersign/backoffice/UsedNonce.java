package dev.countersign.backoffice;

import dev.countersign.crypto.Secrets;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A nonce that a back office has used, kept while its message could be repeated. */
@Entity
@Table(name = "used_nonce")
class UsedNonce {

    @EmbeddedId
    private Key key;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @SuppressWarnings("NullAway.Init")
    protected UsedNonce() {}

    /** Compared are the octets that the text stands for: the same nonce in another spelling is the same nonce. */
    UsedNonce(ClientName client, Nonce nonce, Instant expiresAt) {
        this.key = new Key(client.value(), Secrets.digestOf(nonce.base64()));
        this.expiresAt = expiresAt;
    }

    Key key() {
        return key;
    }

    /** Whose nonce, and the SHA-256 of it. */
    @Embeddable
    static class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        private String client;

        @Column(name = "nonce_hash")
        private String nonceHash;

        @SuppressWarnings("NullAway.Init")
        protected Key() {}

        Key(String client, String nonceHash) {
            this.client = client;
            this.nonceHash = nonceHash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key that && client.equals(that.client) && nonceHash.equals(that.nonceHash);
        }

        @Override
        public int hashCode() {
            return Objects.hash(client, nonceHash);
        }
    }
}
