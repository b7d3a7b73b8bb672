package dev.countersign.migration;

import dev.countersign.authenticator.Authenticators;
import dev.countersign.authenticator.Enrolment;
import dev.countersign.number.NumberChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** Binds the authenticator to the number that its user verified with it; in the transaction of the change. */
@ApplicationScoped
class BoundNumbers {

    @Inject
    private Authenticators authenticators;

    void onChange(@Observes NumberChanged event) {
        if (event.kind() == NumberChanged.Kind.VERIFIED) {
            authenticators
                    .findActive(event.userId())
                    .filter(Enrolment::isActive)
                    .ifPresent(phone -> phone.bind(event.numberId()));
        }
    }
}
