package dev.countersign.token;

import java.time.Instant;

/** Makes logins for tests. */
final class Logins {

    private Logins() {}

    static Login of(long userId, String userName, String attemptId, Instant now) {
        return new Login(userId, userName, attemptId, "PORTAL", "SMS", now, now, SessionScope.FULL);
    }
}
