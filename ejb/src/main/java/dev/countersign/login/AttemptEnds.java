package dev.countersign.login;

import dev.countersign.push.PushRequests;
import dev.countersign.push.PushesPaused;
import dev.countersign.securityevent.Channel;
import dev.countersign.securityevent.SecurityEvent;
import dev.countersign.securityevent.SecurityEvent.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Optional;

/**
 * Announces that an attempt has come to its end, and tells the owner of one for which his phone was asked in vain, or all tries were wrong:
 * whoever began it had the password, and has learned that it is right. Works inside the caller's transaction, which holds the attempt's row.
 */
@ApplicationScoped
class AttemptEnds {

    @Inject
    private LoginAttemptStore attempts;

    @Inject
    private PushRequests requests;

    @Inject
    private Event<AttemptEnded> ended;

    @Inject
    private Event<SecurityEvent> told;

    /**
     * Announces it.
     *
     * @param before where the attempt stood until then
     */
    void announce(LoginAttempt attempt, AttemptState before) {
        ended.fire(attempt.ended());
        if (before == AttemptState.FACTOR_PENDING && mayBeAStrangers(attempt)) {
            told.fire(SecurityEvent.of(attempt.userId(), Kind.LOGIN_DENIED).by(used(attempt)));
        }
    }

    /** Whoever came to his session each time without his phone's answer was the user: it does not get them, and he sees that they are paused. */
    void onPaused(@Observes PushesPaused event) {
        boolean allCompleted = event.attempts().stream()
                .allMatch(attempt -> attempts.getAttempt(attempt).state() == AttemptState.TOKEN_ISSUED);
        if (!allCompleted) {
            told.fire(SecurityEvent.of(event.userId(), Kind.PUSH_SUSPENDED).by(Channel.PUSH));
        }
    }

    /** Giving up is what a stranger would do to be told of by nobody; on a device that the user has logged in on it was most likely he. */
    private boolean mayBeAStrangers(LoginAttempt attempt) {
        return switch (attempt.state()) {
            case FAILED -> true;
            case EXPIRED -> wasPhoneAsked(attempt);
            case CANCELLED -> !attempt.isOfKnownDevice() && wasPhoneAsked(attempt);
            // A denial has told it, and what takes the place of an attempt ends itself.
            case DENIED, SUPERSEDED, FACTOR_PENDING, AUTHENTICATED, TOKEN_ISSUED -> false;
        };
    }

    private Optional<Channel> used(LoginAttempt attempt) {
        return wasPhoneAsked(attempt)
                ? Optional.of(Channel.PUSH)
                : attempt.asked().flatMap(factor -> factor.kind().channel());
    }

    private boolean wasPhoneAsked(LoginAttempt attempt) {
        return !requests.list(attempt.id()).isEmpty();
    }
}
