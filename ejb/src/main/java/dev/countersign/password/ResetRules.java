package dev.countersign.password;

import java.time.Duration;

/**
 * Numbers of a forgotten password.
 *
 * @param codeLife from the operator's code to its end
 * @param smsLife from the SMS to the end of the reset
 * @param tries wrong answers that each of the two steps bears, 1 or more
 */
record ResetRules(Duration codeLife, Duration smsLife, int tries) {

    ResetRules {
        if (codeLife.isNegative() || codeLife.isZero() || smsLife.isNegative() || smsLife.isZero() || tries < 1) {
            throw new IllegalArgumentException("a reset lives longer than nothing and has at least one try");
        }
    }
}
