package dev.countersign.user;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.Reference;
import dev.countersign.audit.RepeatedFacts;
import dev.countersign.text.ReaderLanguage;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;

/** What users set for themselves, a transaction each that holds the user's row. What stays as it was is no change. */
@Stateless
public class OwnSettings {

    @Inject
    private UserStore users;

    @Inject
    private RepeatedFacts repeated;

    /** From now on pages and messages speak this language. */
    public void speak(long userId, ReaderLanguage language) {
        User user = users.lockUser(userId);
        if (user.speak(language.code())) {
            record(userId, "LANGUAGE_CHANGED", "OK");
        }
    }

    /** From now on logins ask the user's phone by a push, or do not. */
    public void preferSeamless(long userId, boolean wanted) {
        User user = users.lockUser(userId);
        if (user.preferSeamless(wanted)) {
            record(userId, "SEAMLESS_CHANGED", wanted ? "ENABLED" : "DISABLED");
        }
    }

    private void record(long userId, String type, String reason) {
        repeated.record(AuditFact.byUser(userId, type, reason, Reference.next(), ""));
    }
}
