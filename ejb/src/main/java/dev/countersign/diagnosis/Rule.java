package dev.countersign.diagnosis;

import java.util.Optional;
import java.util.function.Predicate;

/**
 * One rule of a diagnosis.
 *
 * @param verdict what it comes to
 * @param isTrue whether it comes to that, or where it has a question, whether that is asked
 * @param question whose answer decides, where the rule is true at all
 * @param <S> what is known
 */
record Rule<S, V, Q extends Question>(V verdict, Predicate<S> isTrue, Optional<Q> question, Effect effect) {

    /** What follows from a rule that is true. */
    enum Effect {
        /** Its verdict, and no more rules. */
        ENDS,
        /** Its verdict for as long as no rule behind it says more: it tells what happened and not why. */
        LEADS_ON,
        /** Its verdict if the user says so. */
        ASKS
    }

    static <S, V, Q extends Question> Rule<S, V, Q> of(V verdict, Predicate<S> isTrue) {
        return new Rule<>(verdict, isTrue, Optional.empty(), Effect.ENDS);
    }

    static <S, V, Q extends Question> Rule<S, V, Q> leadingOn(V verdict, Predicate<S> isTrue) {
        return new Rule<>(verdict, isTrue, Optional.empty(), Effect.LEADS_ON);
    }

    static <S, V, Q extends Question> Rule<S, V, Q> asking(V verdict, Q question, Predicate<S> isAsked) {
        return new Rule<>(verdict, isAsked, Optional.of(question), Effect.ASKS);
    }
}
