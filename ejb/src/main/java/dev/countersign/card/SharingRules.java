package dev.countersign.card;

import dev.countersign.card.CardRefusal.Reason;
import dev.countersign.factor.FactorKind;
import dev.countersign.user.AccountHolder;
import dev.countersign.user.Identity;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who may share a card with whom: all rules have to hold. */
final class SharingRules {

    private SharingRules() {}

    /**
     * One of both.
     *
     * @param identity what is known of the person
     * @param holder whose account he acts for
     * @param kinds of the factors that he has
     */
    record Party(Identity identity, AccountHolder holder, List<FactorKind> kinds) {

        Party {
            kinds = List.copyOf(kinds);
        }
    }

    /** Why it is refused; empty where it is not. Kinds of factors stand in the order of their strength. */
    static Optional<Reason> obstacle(Party owner, Party other, FactorKind shared) {
        if (!owner.holder().isOneWith(other.holder())
                && isKnown(owner)
                && isKnown(other)
                && !isSame(owner.identity(), other.identity())) {
            return Optional.of(Reason.SHARE_IDENTITY);
        }
        if (isTemporary(owner) || isTemporary(other)) {
            return Optional.of(Reason.SHARE_TEMP_DEVICE);
        }
        boolean weaker = other.kinds().stream().anyMatch(kind -> kind.compareTo(shared) < 0);
        return weaker ? Optional.of(Reason.SHARE_LESS_SECURE) : Optional.empty();
    }

    /** Two of one organisation, and one person with two names, share at once. Where too little is known of one of both, people have to look. */
    static ShareState begin(Party owner, Party other) {
        return owner.holder().isOneWith(other.holder()) || (isKnown(owner) && isKnown(other))
                ? ShareState.ACTIVE
                : ShareState.PENDING_COMPLIANCE;
    }

    private static boolean isTemporary(Party party) {
        return party.kinds().stream().anyMatch(FactorKind::isStandIn);
    }

    /** Addresses are typed in many ways, and change. */
    private static boolean isSame(Identity one, Identity other) {
        return one.dateOfBirth().equals(other.dateOfBirth())
                && Set.copyOf(one.documents()).equals(Set.copyOf(other.documents()));
    }

    /** A date of birth alone is that of many. */
    private static boolean isKnown(Party party) {
        return party.identity().dateOfBirth().isPresent()
                && !party.identity().documents().isEmpty();
    }
}
