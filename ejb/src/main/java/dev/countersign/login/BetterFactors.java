package dev.countersign.login;

import dev.countersign.factor.FactorRef;
import dev.countersign.factor.Factors;
import dev.countersign.factor.Opening;
import dev.countersign.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Tells whether a better factor has become active since an attempt was begun: then neither what the attempt asks for nor what has
 * answered it opens a login, however much of its time is left. Works inside the decision about the attempt.
 */
@ApplicationScoped
class BetterFactors {

    @Inject
    private Factors factors;

    /** Why what the attempt asks for is neither sent nor looked at any more; empty while it is. */
    Optional<Refusal> replaced(LoginAttempt attempt) {
        return attempt.asked()
                .filter(asked -> isReplaced(attempt.userId(), asked))
                .map(asked -> refusal(attempt));
    }

    /** Why an attempt that waits for nothing more yields nothing; empty where it may. */
    Optional<Refusal> missing(User user, LoginAttempt attempt) {
        boolean alone = attempt.asked().isEmpty()
                && user.account().needsFactor()
                && !factors.listUsable(user.id()).isEmpty();
        return alone ? Optional.of(refusal(attempt)) : replaced(attempt).or(() -> over(attempt));
    }

    /** Why what has answered the attempt opens less by now than it did then; empty if it does not. */
    private Optional<Refusal> over(LoginAttempt attempt) {
        return attempt.asked().flatMap(asked -> switch (factors.opens(asked)) {
            case EVERYTHING -> Optional.empty();
            case GRID_CARD ->
                attempt.clientKind() == ClientKind.PORTAL
                        ? Optional.empty()
                        : Optional.of(Refusal.of(Reason.TEMP_LIMITED, attempt.reference(), NextStep.PORTAL));
            case NOTHING -> Optional.of(Refusal.of(Reason.TEMP_EXPIRED, attempt.reference(), NextStep.HELP_DESK));
        });
    }

    /** What opens nothing because its time is over is told by its own way. */
    private boolean isReplaced(long userId, FactorRef asked) {
        return factors.isReplaced(userId, asked) && factors.opens(asked) != Opening.NOTHING;
    }

    private static Refusal refusal(LoginAttempt attempt) {
        return Refusal.of(Reason.OTHER_WAY, attempt.reference(), NextStep.NEW_LOGIN);
    }
}
