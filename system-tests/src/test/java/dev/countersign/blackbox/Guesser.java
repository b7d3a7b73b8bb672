package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Somebody who guesses at one user after the other, but for the last try of each, until the server is killed. */
final class Guesser {

    /** Wrong passwords that close a lane, and wrong codes. */
    private static final int TRIES = 10;

    private final Supplier<Target> targets;
    private Optional<Target> target = Optional.empty();

    Guesser(Supplier<Target> targets) {
        this.targets = targets;
    }

    /** What is guessed of one user. */
    interface Target {

        /**
         * Guesses once more, if he is let.
         *
         * @return false if the door is closed
         */
        boolean guess();

        /** Guesses that were answered as wrong. */
        int told();
    }

    void guessUntil(BooleanSupplier killed) {
        try {
            while (!killed.getAsBoolean()) {
                Target next = targets.get();
                target = Optional.of(next);
                while (next.told() < TRIES - 1 && !killed.getAsBoolean()) {
                    next.guess();
                }
            }
        } catch (UncheckedIOException e) {
            assertThat(killed.getAsBoolean())
                    .as("only a kill may cut an answer off: " + e)
                    .isTrue();
        }
    }

    /**
     * All that were answered count still after the restart, and at most the one whose answer was cut off besides.
     *
     * @return how many were answered before the kill
     */
    int compare(String what) {
        if (target.isEmpty()) {
            return 0;
        }
        Target last = target.get();
        int before = last.told();
        while (last.guess()) {
            assertThat(last.told()).as(what + " until the lock").isLessThanOrEqualTo(TRIES);
        }
        assertThat(last.told())
                .as(what + " until the lock, of them " + before + " before the kill")
                .isBetween(TRIES - 1, TRIES);
        return before;
    }
}
