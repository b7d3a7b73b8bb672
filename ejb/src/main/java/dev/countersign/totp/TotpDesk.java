package dev.countersign.totp;

import dev.countersign.confirmation.Proof;
import dev.countersign.crypto.Secrets;
import dev.countersign.factor.Factors;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.factor.TypedCode;
import dev.countersign.ownfactor.FactorChanges;
import dev.countersign.ownfactor.FactorOutcome;
import dev.countersign.ownfactor.FactorOutcome.Granted;
import dev.countersign.ownfactor.FactorRefusal.Reason;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Where a signed-in user sets up apps that show codes. Each method is one transaction. */
@Stateless
public class TotpDesk {

    private static final String TYPE = "TOTP";

    @Inject
    private UserStore users;

    @Inject
    private TotpStore apps;

    @Inject
    private Factors factors;

    @Inject
    private FactorChanges changes;

    @Inject
    private TotpSettings settings;

    @Inject
    private Secrets secrets;

    @Inject
    private Clock clock;

    /**
     * Makes a secret for an app; one that still waits for its first code is gone. Takes a proof from a user who has a factor.
     *
     * @param label how the user will know the app, 1 to 40 characters
     */
    public FactorOutcome<NewTotp> begin(SignedInUser caller, String label, Optional<Proof> proof) {
        User user = users.lockUser(caller.userId());
        if (apps.list(user.id(), TotpState.ACTIVE).size() >= settings.most()) {
            return changes.refuse(caller, TYPE, Reason.LIMIT);
        }
        return changes.proven(caller, TYPE, proof, () -> {
            apps.list(user.id(), TotpState.PENDING).forEach(apps::remove);
            TotpSecret secret = TotpSecret.make();
            TotpApp app = new TotpApp(user.id(), label, secret, secrets, clock.instant());
            apps.add(app);
            changes.recordOrCount(caller, TYPE, "BEGUN", app.id());
            return new Granted<>(new NewTotp(app.id(), secret.text(), secret.uri(settings.issuer(), user.userName())));
        });
    }

    /** The app opens logins from now on, if it shows the right code within the time to set it up. */
    public FactorOutcome<OwnedFactor> activate(SignedInUser caller, String id, String typed) {
        users.lockUser(caller.userId());
        Optional<TotpApp> pending = apps.findOwn(caller.userId(), id)
                .filter(app -> app.isIn(TotpState.PENDING) && isFresh(app) && changes.isOpen(caller));
        if (pending.isEmpty()) {
            return changes.refuse(caller, TYPE, Reason.UNKNOWN);
        }
        TotpApp app = pending.get();
        if (!app.take(TypedCode.canonical(typed), settings.drift(), secrets, clock.instant())
                .isPresent()) {
            return changes.refuse(caller, TYPE, Reason.CODE_WRONG);
        }
        app.activate(clock.instant());
        changes.recordChange(caller, TYPE, "ACTIVE", app.id());
        return new Granted<>(app.owned());
    }

    /** What was proven when it began, or could not be, holds for a while, and until the user gets another factor. */
    private boolean isFresh(TotpApp app) {
        Instant begun = app.createdAt();
        return clock.instant().isBefore(begun.plus(settings.setupTime())) && !factors.becameSince(app.userId(), begun);
    }
}
