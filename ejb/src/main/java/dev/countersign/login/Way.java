package dev.countersign.login;

import dev.countersign.factor.FactorAnswer;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.login.AttemptView.Started;
import dev.countersign.login.TypedAnswer.Reading;
import dev.countersign.user.User;
import java.util.Optional;

/** One way in which attempts are answered. Works inside the caller's transaction, which holds the rows of user and attempt. */
interface Way {

    /** The kind of factor that is asked for in this way. */
    FactorKind kind();

    /** Why nothing can be asked of the factor now; looked at before there is an attempt. */
    Optional<Refusal> obstacle(User user, ClientKind client, OwnedFactor factor);

    /** Sends or asks what is first in an attempt that is new. */
    Started begin(User user, LoginAttempt attempt);

    /** Sends or asks again, or for the first time in an attempt that asked for another factor before. */
    LoginOutcome<Started> start(User user, LoginAttempt attempt);

    /** Why no answer is looked at now; one that is refused so costs nothing. */
    default Optional<Refusal> blocked(LoginAttempt attempt) {
        return Optional.empty();
    }

    /** What waits for an answer, as the client sees it; changes nothing. */
    Optional<Started> show(LoginAttempt attempt);

    /** What was sent or asked for the attempt last, read once. */
    Asked find(LoginAttempt attempt);

    /** What helps after a wrong or late answer. */
    NextStep again();

    /** What an answer is compared with; where nothing was sent or asked yet, no answer is right and there is nothing to end. */
    interface Asked {

        /** Compares an answer; changes nothing of the attempt. */
        Reading compare(FactorAnswer answer);

        /** It counts no more. */
        void end();

        /** The same where a newer attempt takes the place: what is on its way already is not called back. */
        void retire();
    }
}
