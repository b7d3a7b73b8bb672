package dev.countersign.sdk;

import java.util.Optional;
import java.util.function.Function;

/** What became of a step: done, or refused. Faults (no answer, an unreadable file) are exceptions. */
public sealed interface Outcome<T> {

    /** The value of a step that was done. */
    Optional<T> value();

    /** The refusal of a step that was not. */
    Optional<Refusal> refusal();

    /** The next step, which a refusal keeps from being taken. */
    default <R> Outcome<R> then(Function<T, Outcome<R>> next) {
        return value().map(next).orElseGet(() -> new Refused<>(refusal().orElseThrow()));
    }

    /** The same outcome with another result. */
    default <R> Outcome<R> map(Function<T, R> change) {
        return then(result -> new Done<>(change.apply(result)));
    }

    static <T> Outcome<T> refused(RefusalReason reason) {
        return new Refused<>(Refusal.of(reason));
    }

    /** Done, with what came of it. */
    record Done<T>(T result) implements Outcome<T> {

        @Override
        public Optional<T> value() {
            return Optional.of(result);
        }

        @Override
        public Optional<Refusal> refusal() {
            return Optional.empty();
        }
    }

    /** Not done. */
    record Refused<T>(Refusal why) implements Outcome<T> {

        @Override
        public Optional<T> value() {
            return Optional.empty();
        }

        @Override
        public Optional<Refusal> refusal() {
            return Optional.of(why);
        }
    }
}
