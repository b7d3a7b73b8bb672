package dev.countersign.user;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.notice.ReaderLanguage;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** What users set for themselves, a transaction each that holds the user's row. */
@Stateless
public class OwnSettings {

    @Inject
    private UserStore users;

    @Inject
    private AuditLog audit;

    /** From now on pages and messages speak this language. */
    public void speak(long userId, ReaderLanguage language) {
        User user = users.lockUser(userId);
        user.speak(language.code());
        audit.record(AuditFact.byUser(userId, "LANGUAGE_CHANGED", "OK", Reference.next(), ""));
    }

    /** From now on logins ask the user's phone by a push, or do not. */
    public void preferSeamless(long userId, boolean wanted) {
        User user = users.lockUser(userId);
        user.preferSeamless(wanted);
        audit.record(
                AuditFact.byUser(userId, "SEAMLESS_CHANGED", wanted ? "ENABLED" : "DISABLED", Reference.next(), ""));
    }
}
