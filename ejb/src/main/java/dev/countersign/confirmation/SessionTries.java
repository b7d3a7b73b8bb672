package dev.countersign.confirmation;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.lockout.Lane;
import dev.countersign.lockout.Lockout;
import dev.countersign.policy.Jurisdictions;
import dev.countersign.token.SignedInUser;
import dev.countersign.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/**
 * Wrong answers inside a session count with those of logins. The session is a lane of its own, because the lanes of logins can be
 * closed by strangers who know nothing but the user's name. Works inside the caller's transaction, which holds the user's row.
 */
@ApplicationScoped
public class SessionTries {

    @Inject
    private Lockout lockout;

    @Inject
    private Jurisdictions jurisdictions;

    @Inject
    private AuditLog audit;

    /** Until when no answer of the session is looked at; empty if one is now, and nobody else's is until the transaction ends. */
    public Optional<Instant> closedUntil(SignedInUser caller) {
        lockout.takeTurn(laneOf(caller));
        return lockout.lockedUntil(laneOf(caller));
    }

    /** An answer was wrong. */
    public void failed(SignedInUser caller, User user) {
        if (lockout.factorFailed(laneOf(caller), jurisdictions.limits(user.jurisdiction()))) {
            audit.record(AuditFact.ofClosedLane(user.id(), "SESSION", Reference.next(), caller.sessionId()));
        }
    }

    /** An answer proved the user's factor: the wrong ones before it in this session were his. */
    public void proven(SignedInUser caller) {
        lockout.completed(laneOf(caller));
    }

    private static Lane laneOf(SignedInUser caller) {
        return Lane.ofUser(caller.userId(), caller.sessionId());
    }
}
