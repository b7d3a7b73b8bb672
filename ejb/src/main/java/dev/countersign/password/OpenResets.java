package dev.countersign.password;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.user.AccessRevoked;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/**
 * Ends resets before their time; works inside the caller's transaction, which holds the user's row. They end with all sessions, and with
 * the password that they were to replace: it may not have been the user who was given the code.
 */
@ApplicationScoped
class OpenResets {

    @Inject
    private ResetStore resets;

    @Inject
    private ResetFactors factors;

    @Inject
    private AuditLog audit;

    /** Ends what was given before, because a newer one takes its place. */
    void endAll(long userId) {
        resets.lockOpen(userId).forEach(this::end);
    }

    void onRevoked(@Observes AccessRevoked event) {
        endAll(event.userId(), "ACCESS_REVOKED");
    }

    /** The one that has just replaced it is used by then. */
    void onReplaced(@Observes PasswordReplaced event) {
        endAll(event.userId(), "PASSWORD_REPLACED");
    }

    private void endAll(long userId, String why) {
        resets.lockOpen(userId).forEach(reset -> {
            end(reset);
            audit.record(AuditFact.bySystem(userId, "PASSWORD_RESET_ENDED", why, Reference.next(), reset.id()));
        });
    }

    private void end(PasswordReset reset) {
        reset.supersede();
        factors.endCode(reset);
    }
}
