package dev.countersign.passkey;

/**
 * What a check came to.
 *
 * @param <T> what is known once it is passed
 */
sealed interface Checked<T> {

    /** All of it is right. */
    record Passed<T>(T value) implements Checked<T> {}

    /** The first thing that is not right. */
    record Refused<T>(Flaw flaw) implements Checked<T> {}
}
