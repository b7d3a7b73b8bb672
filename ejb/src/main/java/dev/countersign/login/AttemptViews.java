package dev.countersign.login;

import dev.countersign.factor.FactorRef;
import dev.countersign.factor.Factors;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.login.AttemptView.Factor;
import dev.countersign.login.AttemptView.Started;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Puts together what a client sees of its attempt; works inside the caller's transaction. */
@ApplicationScoped
class AttemptViews {

    @Inject
    private Factors factors;

    @Inject
    private Ways ways;

    @Inject
    private Choosers choosers;

    @Inject
    private Clock clock;

    AttemptView view(LoginAttempt attempt) {
        return view(attempt, choices(attempt), ways.find(attempt).flatMap(way -> way.show(attempt)));
    }

    /** What a client sees right after something was sent or asked. */
    AttemptView view(LoginAttempt attempt, Started started) {
        return view(attempt, choices(attempt), Optional.of(started));
    }

    /** The same where the user's factors are known. */
    AttemptView view(LoginAttempt attempt, List<OwnedFactor> usable, Started started) {
        return view(attempt, offered(attempt, usable), Optional.of(started));
    }

    private AttemptView view(LoginAttempt attempt, List<OwnedFactor> choices, Optional<Started> started) {
        Optional<FactorRef> asked = attempt.asked();
        List<Factor> shown = choices.stream()
                .map(factor -> new Factor(
                        factor.ref().id(),
                        factor.kind().name(),
                        factor.label(),
                        asked.equals(Optional.of(factor.ref()))))
                .toList();
        return new AttemptView(attempt.id(), attempt.stateAt(clock.instant()), attempt.expiresAt(), shown, started);
    }

    /** Of an attempt that waits for no factor any more, the one that it had. */
    private List<OwnedFactor> choices(LoginAttempt attempt) {
        return attempt.stateAt(clock.instant()) == AttemptState.FACTOR_PENDING
                ? offered(attempt, factors.listUsable(attempt.userId()))
                : attempt.asked().map(factors::get).stream().toList();
    }

    private List<OwnedFactor> offered(LoginAttempt attempt, List<OwnedFactor> usable) {
        return choosers.isOffered(attempt)
                ? Choosers.askable(usable, attempt.passkeys())
                : attempt.asked().map(factors::get).stream().toList();
    }
}
