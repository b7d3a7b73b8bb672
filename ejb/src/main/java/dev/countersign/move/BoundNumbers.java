package dev.countersign.move;

import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.factor.FactorKind;
import dev.countersign.number.NumberChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Set;

/**
 * Binds the authenticator to the number that its user verified while he held it, or another thing that cannot be copied unseen; in the
 * transaction of the change. Whoever knows the password and has the secret of a code app, or a picture of a grid card, could else bind a number of his own and move
 * the authenticator by it. That holds for a phone that no number is bound to, too: its user can prove the phone itself.
 */
@ApplicationScoped
class BoundNumbers {

    private static final Set<FactorKind> HELD =
            Set.of(FactorKind.AUTHENTICATOR, FactorKind.DISPLAY_CARD, FactorKind.PASSKEY);

    @Inject
    private Authenticators authenticators;

    void onChange(@Observes NumberChanged event) {
        if (event.kind() == NumberChanged.Kind.VERIFIED
                && event.provenBy().filter(HELD::contains).isPresent()) {
            authenticators
                    .findActive(event.userId())
                    .filter(Enrolment::isActive)
                    .ifPresent(phone -> phone.bind(event.numberId()));
        }
    }
}
