package dev.countersign.password;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.login.OpenAttempts;
import dev.countersign.token.SessionEnds;
import dev.countersign.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;

/** Puts a new password in force; works inside the caller's transaction, which holds the user's row. */
@ApplicationScoped
class NewPasswords {

    @Inject
    private SessionEnds sessions;

    @Inject
    private OpenAttempts attempts;

    @Inject
    private Event<PasswordReplaced> replaced;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /**
     * Stores the verifier and ends what the old password had opened: sessions, logins that have not yielded one yet, and what observes
     * {@link PasswordReplaced}.
     *
     * @param type of the audit entry
     * @param sparedSession the session that asked and stays; empty for none
     */
    void putInForce(User user, String phc, String type, String sparedSession) {
        user.changePassword(phc, clock.instant());
        sessions.endAllBut(user.id(), sparedSession);
        attempts.endAll(user.id());
        replaced.fire(new PasswordReplaced(user.id()));
        audit.record(AuditFact.byUser(user.id(), type, "OK", Reference.next(), sparedSession));
    }
}
