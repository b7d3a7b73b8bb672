package dev.countersign.passcode;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How a caller answered what the script asks.
 *
 * @param caseId of the help desk's case, 1 to 40 characters
 * @param answers whether each answer was right, at least one
 */
public record IdentityCheck(String caseId, Map<IdentityElement, Boolean> answers) {

    private static final int LONGEST_CASE = 40;
    private static final int FEWEST = 2;

    public IdentityCheck {
        if (!caseId.matches("[A-Za-z0-9._/-]{1," + LONGEST_CASE + "}")) {
            throw new IllegalArgumentException(
                    "case has 1 to " + LONGEST_CASE + " letters, digits, dots, hyphens, underscores and slashes");
        }
        answers = Map.copyOf(answers);
    }

    /** At least two right answers, a security question among them, and none that was wrong. */
    boolean isPassed() {
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
