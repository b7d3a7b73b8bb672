package dev.countersign.token;

import java.time.Instant;
import java.util.Optional;

/** Makes logins for tests. */
final class Logins {

    private Logins() {}

    static Login of(long userId, String userName, String attemptId, Instant now) {
        return of(userId, userName, attemptId, "SMS", now);
    }

    static Login of(long userId, String userName, String attemptId, String factor, Instant now) {
        return of(userId, userName, attemptId, factor, Optional.empty(), now);
    }

    static Login of(
            long userId, String userName, String attemptId, String factor, Optional<String> factorId, Instant now) {
        return new Login(
                userId,
                userName,
                attemptId,
                "PORTAL",
                factor,
                factorId,
                now,
                now,
                SessionScope.FULL,
                Optional.empty(),
                Optional.empty());
    }
}
