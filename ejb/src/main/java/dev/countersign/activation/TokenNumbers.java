package dev.countersign.activation;

import dev.countersign.confirmation.Confirmations;
import dev.countersign.factor.Factors;
import dev.countersign.sms.MobileNumber;
import dev.countersign.sms.MobileNumbers;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;

/**
 * The numbers that the token of an activation may go to: those that the user has proven to hold. While he has nothing to prove, it is any
 * of his, and the token proves the number: he could have it verified in the portal with his password alone, too. Works inside the
 * caller's transaction, which holds the user's row.
 */
@ApplicationScoped
class TokenNumbers {

    @Inject
    private MobileNumbers numbers;

    @Inject
    private Confirmations confirmations;

    @Inject
    private Factors factors;

    /** Not those that may be in the phone which the user lost. */
    List<MobileNumber> listOf(long userId) {
        boolean unproven = !confirmations.hasFactor(userId);
        return numbers.listOwn(userId).stream()
                .filter(number -> number.isVerified() ? factors.isProofStill(userId, number.verifiedAt()) : unproven)
                .toList();
    }

    /** The one of this id, if a token may go there now. */
    Optional<MobileNumber> find(long userId, Optional<String> id) {
        return listOf(userId).stream()
                .filter(number -> id.equals(Optional.of(number.id())))
                .findFirst();
    }

    /**
     * Whether a token may go there that went to another number before: what comes back would not tell which of both the user holds, so that
     * both have to be proven already.
     */
    boolean isFollowedBy(Activation activation, MobileNumber next) {
        return activation
                .numberId()
                .filter(id -> !id.equals(next.id()))
                .map(id -> next.isVerified() && numbers.getNumber(id).isVerified())
                .orElse(true);
    }
}
