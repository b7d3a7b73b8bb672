package dev.countersign.diagnosis;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The rules of a diagnosis in their order: the first one that is true gives the verdict. What the user has to be asked comes after
 * all that the server decides alone; he is asked one thing after the other, as long as what he says explains nothing.
 *
 * @param <S> what is known
 */
final class Rules<S, V, Q extends Question> {

    private final V nothing;
    private final List<Rule<S, V, Q>> rules;

    /**
     * What the rules come to.
     *
     * @param question what the user is asked next; empty where nothing he says would change the verdict
     */
    record Finding<V, Q>(V verdict, Optional<Q> question) {}

    /** @param nothing the verdict where no rule is true */
    Rules(V nothing, List<Rule<S, V, Q>> rules) {
        this.nothing = nothing;
        this.rules = List.copyOf(rules);
    }

    /** @param answers what the user has said; what he was not asked yet is not there */
    Finding<V, Q> judge(S signals, Map<? super Q, Boolean> answers) {
        V meanwhile = nothing;
        for (Rule<S, V, Q> rule : rules) {
            if (!rule.isTrue().test(signals)) {
                continue;
            }
            switch (rule.effect()) {
                case ENDS -> {
                    return new Finding<>(rule.verdict(), Optional.empty());
                }
                case LEADS_ON -> meanwhile = rule.verdict();
                case ASKS -> {
                    Q question = rule.question().orElseThrow();
                    Boolean answer = answers.get(question);
                    if (answer == null) {
                        return new Finding<>(meanwhile, Optional.of(question));
                    }
                    if (!question.isFine(answer)) {
                        return new Finding<>(rule.verdict(), Optional.empty());
                    }
                }
            }
        }
        return new Finding<>(meanwhile, Optional.empty());
    }

    /** Those behind the one of a verdict that the server decides alone. */
    Rules<S, V, Q> behind(V verdict) {
        return new Rules<>(
                nothing,
                rules.stream()
                        .dropWhile(rule -> !rule.verdict().equals(verdict))
                        .skip(1)
                        .takeWhile(rule -> rule.question().isEmpty())
                        .toList());
    }
}
