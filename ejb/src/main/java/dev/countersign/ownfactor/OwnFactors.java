package dev.countersign.ownfactor;

import dev.countersign.confirmation.Proof;
import dev.countersign.factor.FactorEnd;
import dev.countersign.factor.Factors;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.ownfactor.FactorOutcome.Granted;
import dev.countersign.ownfactor.FactorRefusal.Reason;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Where a signed-in user names and removes factors. Each method is one transaction. */
@Stateless
public class OwnFactors {

    private static final String TYPE = "FACTOR";

    @Inject
    private UserStore users;

    @Inject
    private Factors factors;

    @Inject
    private FactorEnds ends;

    @Inject
    private FactorChanges changes;

    /**
     * Gives a factor another name.
     *
     * @param label how the user will know it from now on, 1 to 40 characters
     */
    public FactorOutcome<OwnedFactor> rename(SignedInUser caller, String id, String label) {
        users.lockUser(caller.userId());
        if (!changes.isOpen(caller)) {
            return changes.refuse(caller, TYPE, Reason.UNKNOWN);
        }
        return own(
                caller,
                id,
                factor -> factors.findNamed(factor.kind()).map(source -> {
                    if (!factor.label().equals(label)) {
                        source.rename(id, label);
                        changes.recordOrCount(caller, factor.kind().name(), "RENAMED", id);
                    }
                    return new Granted<>(source.get(id));
                }));
    }

    /** Has a factor end, unless it has to stay; yields what is left. */
    public FactorOutcome<List<OwnedFactor>> end(SignedInUser caller, String id, FactorEnd how, Optional<Proof> proof) {
        ends.lock(caller.userId(), factor -> factor.ref().id().equals(id));
        return own(
                caller,
                id,
                factor -> factors.findRemovable(factor.kind()).map(source -> changes.end(caller, factor, how, proof)));
    }

    private <T> FactorOutcome<T> own(
            SignedInUser caller, String id, Function<OwnedFactor, Optional<FactorOutcome<T>>> change) {
        return factors.findOwn(caller.userId(), id)
                .flatMap(change)
                .orElseGet(() -> changes.refuse(caller, TYPE, Reason.UNKNOWN));
    }
}
