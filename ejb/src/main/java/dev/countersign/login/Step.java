package dev.countersign.login;

import dev.countersign.user.User;
import java.util.function.BiFunction;

/**
 * A step of an attempt.
 *
 * @param type of the audit entry of a refusal
 * @param decision with the rows of user and attempt locked
 * @param again what is granted to a client that has not heard that the step was; changes nothing
 */
record Step<T>(
        String type,
        BiFunction<User, LoginAttempt, LoginOutcome<T>> decision,
        BiFunction<User, LoginAttempt, LoginOutcome<T>> again) {

    /** One that is asked for without a key of the request. */
    static <T> Step<T> unmarked(String type, BiFunction<User, LoginAttempt, LoginOutcome<T>> decision) {
        return new Step<>(type, decision, (user, attempt) -> {
            throw new IllegalStateException(type + " is not answered again");
        });
    }
}
