package dev.countersign.history;

import dev.countersign.login.AttemptEnded;
import dev.countersign.login.PasswordRefused;
import dev.countersign.time.ClockSkew;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes down what logins came to, in the transaction that decided it: one row when an attempt ends. Refusals of a name that
 * nobody has are written like those of a user, though nobody reads them: both take the same time.
 */
@ApplicationScoped
class LoginRecorder {

    private static final Duration CLOSED_DOOR = Duration.ofHours(1);

    private LoginEventStore events;
    private Clock clock;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected LoginRecorder() {}

    @Inject
    LoginRecorder(LoginEventStore events, Clock clock) {
        this.events = events;
        this.clock = clock;
    }

    void onEnd(@Observes AttemptEnded ended) {
        events.add(LoginEvent.of(ended, clock.instant()));
    }

    void onRefusal(@Observes PasswordRefused refused) {
        EventOutcome.of(refused.reason()).ifPresent(outcome -> record(refused, outcome));
    }

    /**
     * Tries at a closed door are not counted: nobody looks at them, there may be any number at once, from anywhere, and they would all wait
     * for one row, or push everything else out of what the user is shown. The first of an hour stands for all.
     */
    private void record(PasswordRefused refused, EventOutcome outcome) {
        Instant now = clock.instant();
        if (outcome == EventOutcome.LOCKED && isClosedDoorKnown(refused, now)) {
            return;
        }
        LoginEvent event = LoginEvent.of(refused, outcome, now);
        Optional<LoginEvent> run = events.findNewest(refused.subject()).filter(newest -> newest.isContinuedBy(event));
        run.ifPresentOrElse(newest -> newest.repeat(now), () -> events.add(event));
    }

    private boolean isClosedDoorKnown(PasswordRefused refused, Instant now) {
        return events.isClosedDoorKnown(
                refused.subject(), refused.passwordRight(), now.minus(CLOSED_DOOR), ClockSkew.latest(now));
    }
}
