package dev.countersign.card;

import dev.countersign.card.CardRefusal.Reason;
import dev.countersign.card.SharingRules.Party;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.Factors;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.user.AccountHolders;
import dev.countersign.user.Identities;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Both users of a sharing as the rules see them at the moment; works inside the caller's transaction, which holds their rows. */
@ApplicationScoped
class SharingParties {

    @Inject
    private Factors factors;

    @Inject
    private Identities identities;

    @Inject
    private AccountHolders holders;

    /** Why the one may not share his card with the other; empty where he may. */
    Optional<Reason> obstacle(long owner, long other) {
        return SharingRules.obstacle(party(owner), party(other), FactorKind.DISPLAY_CARD);
    }

    /**
     * Why a request of a user's is worth nothing any more: what he proved for it, or had not to prove, is not what he would have to prove
     * now, or he has lost a phone since. Empty where nothing of that happened.
     */
    Optional<Reason> proofIsOver(CardShare share) {
        return Optional.of(Reason.NO_PROOF)
                .filter(over -> factors.becameSince(share.userId(), share.requestedAt())
                        || !factors.isProofStill(share.userId(), Optional.of(share.requestedAt())));
    }

    /** Where a sharing of both begins that nothing forbids. */
    ShareState begin(long owner, long other) {
        return SharingRules.begin(party(owner), party(other));
    }

    private Party party(long userId) {
        return new Party(
                identities.get(userId),
                holders.get(userId),
                factors.listUsable(userId).stream().map(OwnedFactor::kind).toList());
    }
}
