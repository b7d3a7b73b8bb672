package dev.countersign.recoverycode;

import dev.countersign.policy.Jurisdictions;
import dev.countersign.policy.Rule;
import dev.countersign.user.UserStore;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Whether users may have recovery codes: what their jurisdiction says, at each use anew. */
@ApplicationScoped
class RecoveryRule {

    @Inject
    private UserStore users;

    @Inject
    private Jurisdictions jurisdictions;

    boolean isAllowed(long userId) {
        return jurisdictions.limits(users.getUser(userId).jurisdiction()).count(Rule.RECOVERY_CODES) > 0;
    }
}
