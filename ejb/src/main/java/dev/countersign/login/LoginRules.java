package dev.countersign.login;

import dev.countersign.policy.Limits;
import dev.countersign.policy.Rule;
import java.time.Duration;

/**
 * Numbers of the login.
 *
 * @param attemptLife from the accepted password to the token
 * @param tries answers that an attempt evaluates before it fails, 1 or more
 */
public record LoginRules(Duration attemptLife, int tries) {

    public LoginRules {
        if (attemptLife.isNegative() || attemptLife.isZero() || tries < 1) {
            throw new IllegalArgumentException("an attempt lives longer than nothing and has at least one try");
        }
    }

    static LoginRules of(Limits limits) {
        return new LoginRules(limits.duration(Rule.ATTEMPT_LIFE), limits.count(Rule.ATTEMPT_TRIES));
    }
}
