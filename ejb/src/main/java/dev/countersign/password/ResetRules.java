package dev.countersign.password;

import java.time.Duration;

/**
 * Numbers of a forgotten password.
 *
 * @param codeLife from the operator's code to its end
 * @param answerLife from the question for the factor to the end of the reset
 * @param tries wrong answers that each of the two steps bears, 1 or more
 */
record ResetRules(Duration codeLife, Duration answerLife, int tries) {

    ResetRules {
        if (codeLife.isNegative() || codeLife.isZero() || answerLife.isNegative() || answerLife.isZero() || tries < 1) {
            throw new IllegalArgumentException("a reset lives longer than nothing and has at least one try");
        }
    }
}
