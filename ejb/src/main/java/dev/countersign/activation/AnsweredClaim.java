package dev.countersign.activation;

import dev.countersign.crypto.Secrets;
import dev.countersign.device.Octets;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The claim that completed an activation, as its hash, and the answer that it got: the very same claim gets it again. */
@Embeddable
class AnsweredClaim {

    @Column(name = "claim_hash")
    private @Nullable String claimHash;

    private @Nullable String confirmation;

    protected AnsweredClaim() {}

    AnsweredClaim(Redemption claim, Octets answer) {
        this.claimHash = hash(claim);
        this.confirmation = answer.toHex();
    }

    /** Empty for every other claim. */
    Optional<Octets> answerTo(Redemption claim) {
        return hash(claim).equals(claimHash) ? Optional.ofNullable(confirmation).map(Octets::ofHex) : Optional.empty();
    }

    /**
     * The claim by what nobody else can send, its proof and the token of its installation, and by what it was looked at as: the answer tells
     * more after a stronger proof.
     */
    private static String hash(Redemption claim) {
        return Secrets.digestOf(claim.method()
                + " "
                + claim.report().unlock()
                + " "
                + claim.token()
                + claim.confirmation().toHex()
                + claim.deviceKey().octets().toHex());
    }
}
