package dev.countersign.token;

import java.time.Instant;

/** Makes logins for tests. */
final class Logins {

    private Logins() {}

    static Login of(long userId, String userName, String attemptId, Instant now) {
        return of(userId, userName, attemptId, "SMS", now);
    }

    static Login of(long userId, String userName, String attemptId, String factor, Instant now) {
        return new Login(userId, userName, attemptId, "PORTAL", factor, now, now, SessionScope.FULL);
    }
}
