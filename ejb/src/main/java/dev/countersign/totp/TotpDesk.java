package dev.countersign.totp;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.confirmation.ConfirmationOutcome;
import dev.countersign.confirmation.ConfirmationPurpose;
import dev.countersign.confirmation.Confirmations;
import dev.countersign.confirmation.Proof;
import dev.countersign.confirmation.ProvenFactor;
import dev.countersign.crypto.Secrets;
import dev.countersign.factor.FactorEnded;
import dev.countersign.factor.Factors;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.factor.TypedCode;
import dev.countersign.notice.SecurityEvent;
import dev.countersign.token.SignedInUser;
import dev.countersign.totp.TotpOutcome.Granted;
import dev.countersign.totp.TotpOutcome.Refused;
import dev.countersign.totp.TotpOutcome.Unconfirmed;
import dev.countersign.totp.TotpRefusal.Reason;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Where a signed-in user sets up and removes apps that show codes. Each method is one transaction. */
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
    private Confirmations confirmations;

    @Inject
    private TotpSettings settings;

    @Inject
    private Secrets secrets;

    @Inject
    private Event<SecurityEvent> events;

    @Inject
    private Event<FactorEnded> ended;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /**
     * Makes a secret for an app; one that still waits for its first code is gone. Takes a proof from a user who has a factor.
     *
     * @param label how the user will know the app, 1 to 40 characters
     */
    public TotpOutcome<NewTotp> begin(SignedInUser caller, String label, Optional<Proof> proof) {
        User user = users.lockUser(caller.userId());
        return proven(caller, proof, () -> {
            if (apps.list(user.id(), TotpState.ACTIVE).size() >= settings.most()) {
                return refuse(caller, Reason.LIMIT);
            }
            apps.list(user.id(), TotpState.PENDING).forEach(apps::remove);
            TotpSecret secret = TotpSecret.make();
            TotpApp app = new TotpApp(user.id(), label, secret, secrets, clock.instant());
            apps.add(app);
            record(caller, "BEGUN", app);
            return new Granted<>(new NewTotp(app.id(), secret.text(), secret.uri(settings.issuer(), user.userName())));
        });
    }

    /** The app opens logins from now on, if it shows the right code. */
    public TotpOutcome<OwnedFactor> activate(SignedInUser caller, String id, String typed) {
        users.lockUser(caller.userId());
        Optional<TotpApp> pending = apps.findOwn(caller.userId(), id).filter(app -> app.isIn(TotpState.PENDING));
        if (pending.isEmpty()) {
            return refuse(caller, Reason.UNKNOWN);
        }
        TotpApp app = pending.get();
        if (!app.take(TypedCode.canonical(typed), settings.drift(), secrets, clock.instant())) {
            return refuse(caller, Reason.CODE_WRONG);
        }
        app.activate(clock.instant());
        record(caller, "ACTIVE", app);
        events.fire(SecurityEvent.of(caller.userId(), SecurityEvent.Kind.FACTORS_CHANGED));
        return new Granted<>(app.owned());
    }

    /** Removes an app, unless the user could not log in without it. */
    public TotpOutcome<List<OwnedFactor>> remove(SignedInUser caller, String id, Optional<Proof> proof) {
        users.lockUser(caller.userId());
        Optional<TotpApp> active = apps.findOwn(caller.userId(), id).filter(app -> app.isIn(TotpState.ACTIVE));
        if (active.isEmpty()) {
            return refuse(caller, Reason.UNKNOWN);
        }
        TotpApp app = active.get();
        if (!factors.hasBeside(caller.userId(), app.ref())) {
            return refuse(caller, Reason.LAST_FACTOR);
        }
        return proven(caller, proof, () -> {
            app.end();
            ended.fire(new FactorEnded(caller.userId(), app.ref()));
            record(caller, "REMOVED", app);
            events.fire(SecurityEvent.of(caller.userId(), SecurityEvent.Kind.FACTORS_CHANGED));
            return new Granted<>(factors.listUsable(caller.userId()));
        });
    }

    private <T> TotpOutcome<T> proven(SignedInUser caller, Optional<Proof> proof, Supplier<TotpOutcome<T>> change) {
        if (!confirmations.hasFactor(caller.userId())) {
            return change.get();
        }
        if (proof.isEmpty()) {
            return refuse(caller, Reason.CONFIRMATION_REQUIRED);
        }
        ConfirmationOutcome<ProvenFactor> outcome = confirmations.consume(
                caller,
                ConfirmationPurpose.FACTOR_CHANGE,
                proof.get().confirmationId(),
                proof.get().code());
        return outcome instanceof ConfirmationOutcome.Refused<ProvenFactor> refused
                ? new Unconfirmed<>(refused.refusal())
                : change.get();
    }

    private void record(SignedInUser caller, String reason, TotpApp app) {
        audit.record(AuditFact.byUser(caller.userId(), TYPE, reason, Reference.next(), app.id()));
    }

    private <T> TotpOutcome<T> refuse(SignedInUser caller, Reason reason) {
        Reference reference = Reference.next();
        audit.record(AuditFact.byUser(caller.userId(), TYPE, reason.name(), reference, caller.sessionId()));
        return new Refused<>(new TotpRefusal(reason, reference));
    }
}
