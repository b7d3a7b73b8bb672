package dev.countersign.helpdesk;

import dev.countersign.user.HelpDeskCase;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a caller answered what the script asks.
 *
 * @param helpDeskCase for which he was asked
 * @param answers whether each answer was right, at least one
 */
public record IdentityCheck(HelpDeskCase helpDeskCase, Map<IdentityElement, Boolean> answers) {

    private static final int FEWEST = 2;

    public IdentityCheck {
        answers = Map.copyOf(answers);
    }

    /** At least two right answers, a security question among them, and none that was wrong. */
    public boolean isPassed() {
        return answers.size() >= FEWEST
                && answers.containsKey(IdentityElement.SECURITY_QUESTION)
                && !answers.containsValue(false);
    }

    /** The elements in their order, each with a plus or a minus. */
    String text() {
        return new TreeMap<>(answers)
                .entrySet().stream()
                        .map(answer -> (answer.getValue() ? "+" : "-") + answer.getKey())
                        .collect(Collectors.joining(" "));
    }
}
