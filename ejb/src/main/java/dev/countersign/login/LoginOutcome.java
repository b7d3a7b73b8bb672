package dev.countersign.login;

/**
 * What a login step came to. A refusal is a value: it commits what it counted.
 *
 * @param <T> what is granted
 */
public sealed interface LoginOutcome<T> {

    /** The step succeeded. */
    record Granted<T>(T value) implements LoginOutcome<T> {}

    /** The step was refused. */
    record Refused<T>(Refusal refusal) implements LoginOutcome<T> {}

    static <T> LoginOutcome<T> refused(Refusal refusal) {
        return new Refused<>(refusal);
    }
}
