package dev.countersign.token;

import java.time.Instant;

/**
 * A login that succeeded.
 *
 * @param factor kind of the second factor, for example SMS
 * @param factorSince when the user proved to hold the factor for the first time
 * @param authenticatedAt when the second factor was accepted
 * @param scope what the session may do
 */
public record Login(
        long userId,
        String userName,
        String attemptId,
        String clientKind,
        String factor,
        Instant factorSince,
        Instant authenticatedAt,
        SessionScope scope) {

    /** The factor of a login for which the password was enough. */
    public static final String PASSWORD_ONLY = "PWD";
}
