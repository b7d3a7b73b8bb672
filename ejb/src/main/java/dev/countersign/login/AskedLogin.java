package dev.countersign.login;

import dev.countersign.audit.Reference;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.FactorRef;
import java.util.Optional;

/**
 * A login whose password was accepted, as other features know it.
 *
 * @param asked its second factor; empty where the password is enough
 * @param reference what its user is shown
 */
public record AskedLogin(String id, long userId, Optional<FactorRef> asked, Reference reference) {

    /** Whether a factor of this kind is asked for. */
    public boolean asks(FactorKind kind) {
        return asked.filter(factor -> factor.is(kind)).isPresent();
    }

    /** That the login is not answered in the way that is asked about. */
    public Refusal otherWay() {
        return Refusal.of(Reason.OTHER_WAY, reference, NextStep.ANSWER);
    }
}
