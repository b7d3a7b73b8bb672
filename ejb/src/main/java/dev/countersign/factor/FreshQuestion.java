package dev.countersign.factor;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** A question that was never asked before, of those that are drawn by chance. */
public final class FreshQuestion {

    /** While a tenth of the questions is left, so many draws in vain are less likely than a broken disk. */
    private static final int MOST_DRAWS = 500;

    private FreshQuestion() {}

    /** Draws until one is fresh; empty where that takes too many draws, because hardly one is left. */
    public static Optional<String> draw(Supplier<String> questions, Predicate<String> isAsked) {
        return Stream.generate(questions)
                .limit(MOST_DRAWS)
                .filter(question -> !isAsked.test(question))
                .findFirst();
    }
}
