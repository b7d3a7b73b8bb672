package dev.countersign.token;

import dev.countersign.factor.FactorKind;
import java.time.Instant;
import java.util.Optional;

/**
 * The session of a call, as it stands after the call.
 *
 * @param clientKind kind of the program that logged in
 * @param factor kind of the second factor that the session was opened with
 * @param factorId of the very factor; empty where the password was enough, and in sessions from before it was kept
 * @param createdAt when the user signed in
 * @param idleEndsAt when it ends if no further call is made in it; never after {@code endsAt}
 * @param endsAt when it ends whatever happens in it
 * @param weakUntil until when that factor counts as an SMS, because it came by one; empty for one that does not
 */
public record CurrentSession(
        String id,
        String clientKind,
        String factor,
        Optional<String> factorId,
        SessionScope scope,
        Instant createdAt,
        Instant idleEndsAt,
        Instant endsAt,
        Optional<Instant> weakUntil) {

    /** As it stands once nothing but an online grid card may be fetched in it. */
    CurrentSession limited() {
        return new CurrentSession(
                id,
                clientKind,
                factor,
                factorId,
                SessionScope.GRID_CARD_ONLY,
                createdAt,
                idleEndsAt,
                endsAt,
                weakUntil);
    }

    /** Whether what stands in for a lost factor opened it. */
    public boolean isByStandIn() {
        return FactorKind.isLoginByStandIn(factor);
    }

    static CurrentSession of(LoginSession session, Instant lastCall, SessionRules rules) {
        return new CurrentSession(
                session.id(),
                session.clientKind(),
                session.factor(),
                session.factorId(),
                session.scope(),
                session.createdAt(),
                session.idleEndsAt(lastCall, rules),
                session.expiresAt(),
                session.weakUntil());
    }
}
