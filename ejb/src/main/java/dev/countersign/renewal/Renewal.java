package dev.countersign.renewal;

import dev.countersign.crypto.Purpose;
import dev.countersign.crypto.Secrets;
import dev.countersign.device.Octets;
import dev.countersign.device.P256KeyPair;
import dev.countersign.device.P256PublicKey;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The last renewal of an enrolment's key: offered, then confirmed. Callers hold the lock of the user. */
@Entity
@Table(name = "renewal")
class Renewal {

    @Id
    @Column(name = "enrolment_id")
    private String enrolmentId;

    private String id;

    @Column(name = "server_key")
    private String serverKey;

    @Column(name = "secret_sealed")
    private @Nullable String secretSealed;

    @Column(name = "claim_hash")
    private @Nullable String claimHash;

    private @Nullable String confirmation;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected Renewal() {}

    @SuppressWarnings("NullAway.Init") // the offer sets what it is about
    Renewal(UUID enrolment, P256KeyPair pair, Secrets secrets) {
        this.enrolmentId = enrolment.toString();
        offer(pair, secrets);
    }

    /** Begins another one in the place of one that was confirmed. */
    final void offer(P256KeyPair pair, Secrets secrets) {
        id = UUID.randomUUID().toString();
        serverKey = pair.publicKey().octets().toHex();
        secretSealed = secrets.seal(
                Purpose.RENEWAL_SECRET, enrolmentId, pair.privateOctets().toHex());
        claimHash = null;
        confirmation = null;
    }

    /** Whether it waits for the phone: it does as long as it takes, and its offer stays the same. */
    boolean isOpen() {
        return secretSealed != null;
    }

    boolean is(UUID renewal) {
        return id.equals(renewal.toString());
    }

    /** @param answer that is given again to whoever claims in exactly the same way: the first one may not have arrived */
    void confirm(RenewalClaim claim, Octets answer) {
        secretSealed = null;
        claimHash = hash(claim);
        confirmation = answer.toHex();
    }

    /** The answer to the claim that confirmed it, if this is the very same one. */
    Optional<Octets> answerTo(RenewalClaim claim) {
        return is(claim.renewal()) && hash(claim).equals(claimHash)
                ? Optional.ofNullable(confirmation).map(Octets::ofHex)
                : Optional.empty();
    }

    private static String hash(RenewalClaim claim) {
        return Secrets.digestOf(
                claim.confirmation().toHex() + claim.deviceKey().octets().toHex());
    }

    RenewalOffer offer() {
        return new RenewalOffer(UUID.fromString(id), publicKey());
    }

    /** The server's pair, as long as it is open. */
    P256KeyPair keyPair(Secrets secrets) {
        if (secretSealed == null) {
            throw new IllegalStateException("the renewal of enrolment " + enrolmentId + " is over");
        }
        try (Octets secret = Octets.ofHex(secrets.open(Purpose.RENEWAL_SECRET, enrolmentId, secretSealed))) {
            return P256KeyPair.of(secret, publicKey());
        }
    }

    private P256PublicKey publicKey() {
        return new P256PublicKey(Octets.ofHex(serverKey));
    }
}
