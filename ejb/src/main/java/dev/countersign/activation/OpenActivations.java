package dev.countersign.activation;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.move.PhoneStopped;
import dev.countersign.number.NumberChanged;
import dev.countersign.number.NumberChanged.Kind;
import dev.countersign.password.PasswordReplaced;
import dev.countersign.user.AccessRevoked;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/**
 * Ends activations before their time; works inside the caller's transaction, which holds the user's row. Those that a session of the portal
 * began end with it. Those that a password began have none: they end with all sessions, with the password, and with any number, because
 * the token of one may have gone to several.
 */
@ApplicationScoped
class OpenActivations {

    @Inject
    private ActivationStore activations;

    @Inject
    private TokenSms tokens;

    @Inject
    private AuditLog audit;

    /** Ends what the user began before, because he begins anew. */
    void endAll(long userId) {
        activations.lockOpen(userId).forEach(this::end);
    }

    void onRevoked(@Observes AccessRevoked event) {
        endByToken(event.userId(), "ACCESS_REVOKED");
    }

    void onReplaced(@Observes PasswordReplaced event) {
        endByToken(event.userId(), "PASSWORD_REPLACED");
    }

    void onChange(@Observes NumberChanged event) {
        if (event.kind() == Kind.REMOVED) {
            endByToken(event.userId(), "NUMBER_REMOVED");
        }
    }

    /** Whatever somebody began with a phone that was not the user's, in its sessions too. */
    void onStopped(@Observes PhoneStopped event) {
        activations.lockOpen(event.userId()).forEach(activation -> end(activation, "PHONE_STOPPED"));
    }

    private void endByToken(long userId, String why) {
        activations.lockOpen(userId).stream().filter(Activation::isByToken).forEach(activation -> end(activation, why));
    }

    private void end(Activation activation, String why) {
        end(activation);
        audit.record(AuditFact.bySystem(
                activation.userId(),
                "ACTIVATION_ENDED",
                why,
                activation.reference(),
                activation.id().toString()));
    }

    /** Ends one whose row is locked. */
    void end(Activation activation) {
        tokens.end(activation);
        activation.expire();
    }
}
