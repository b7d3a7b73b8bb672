package dev.countersign.history;

import dev.countersign.login.AttemptEnded;
import dev.countersign.login.PasswordRefused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes down what logins came to, in the transaction that decided it: one row when an attempt ends. Refusals of a name that
 * nobody has are written like those of a user, though nobody reads them: both take the same time.
 */
@ApplicationScoped
class LoginRecorder {

    @Inject
    private LoginEventStore events;

    @Inject
    private Clock clock;

    void onEnd(@Observes AttemptEnded ended) {
        events.add(LoginEvent.of(ended, clock.instant()));
    }

    void onRefusal(@Observes PasswordRefused refused) {
        EventOutcome.of(refused.reason()).ifPresent(outcome -> record(refused, outcome));
    }

    private void record(PasswordRefused refused, EventOutcome outcome) {
        Instant now = clock.instant();
        LoginEvent event = LoginEvent.of(refused, outcome, now);
        Optional<LoginEvent> run = events.findNewest(refused.subject()).filter(newest -> newest.isContinuedBy(event));
        run.ifPresentOrElse(newest -> newest.repeat(now), () -> events.add(event));
    }
}
