package dev.countersign.recoverycode;

import dev.countersign.confirmation.Confirmations;
import dev.countersign.confirmation.Proof;
import dev.countersign.crypto.Secrets;
import dev.countersign.factor.FactorEnded;
import dev.countersign.factor.FactorKind;
import dev.countersign.ownfactor.FactorChanges;
import dev.countersign.ownfactor.FactorOutcome;
import dev.countersign.ownfactor.FactorOutcome.Granted;
import dev.countersign.ownfactor.FactorRefusal.Reason;
import dev.countersign.token.SessionEnds;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a signed-in user has recovery codes made. Each method is one transaction. */
@Stateless
public class RecoveryDesk {

    private static final String TYPE = "RECOVERY_CODE";
    private static final int CODES = 10;

    private final SecureRandom random = new SecureRandom();

    @Inject
    private UserStore users;

    @Inject
    private RecoveryStore sets;

    @Inject
    private RecoveryRule rule;

    @Inject
    private Confirmations confirmations;

    @Inject
    private FactorChanges changes;

    @Inject
    private Secrets secrets;

    @Inject
    private SessionEnds sessions;

    @Inject
    private Event<FactorEnded> ended;

    @Inject
    private Clock clock;

    public RecoveryStanding find(SignedInUser caller) {
        Optional<RecoverySet> current = sets.findCurrent(caller.userId());
        return new RecoveryStanding(
                rule.isAllowed(caller.userId()),
                current.map(RecoverySet::codesLeft).orElse(0),
                current.map(RecoverySet::createdAt));
    }

    /** Makes ten codes in the place of those before, whose sessions end but for this one. Takes a proof of another factor, also from whoever has none yet. */
    public FactorOutcome<NewRecoveryCodes> make(SignedInUser caller, Optional<Proof> proof) {
        users.lockUser(caller.userId());
        if (!rule.isAllowed(caller.userId())) {
            return changes.refuse(caller, TYPE, Reason.NOT_ALLOWED);
        }
        if (!confirmations.hasFactor(caller.userId())) {
            return changes.refuse(caller, TYPE, Reason.NO_FACTOR);
        }
        return changes.proven(caller, TYPE, proof, () -> {
            sets.findCurrent(caller.userId()).ifPresent(before -> {
                before.end(clock.instant());
                ended.fire(new FactorEnded(caller.userId(), before.owned().ref()));
                sessions.endOpenedBy(caller.userId(), FactorKind.RECOVERY_CODE, caller.sessionId());
            });
            List<RecoveryCode> codes = Stream.generate(() -> RecoveryCode.next(random))
                    .limit(CODES)
                    .toList();
            RecoverySet set = new RecoverySet(caller.userId(), codes, secrets, clock.instant());
            sets.add(set);
            changes.recordChange(caller, TYPE, "MADE", set.id());
            return new Granted<>(new NewRecoveryCodes(
                    codes.stream().map(RecoveryCode::grouped).toList()));
        });
    }
}
