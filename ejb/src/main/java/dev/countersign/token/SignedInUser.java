package dev.countersign.token;

import java.time.Instant;

/**
 * Who calls, proven by an access token whose session lives.
 *
 * @param factor kind of the second factor that the session was opened with
 * @param expiresAt end of the session, whatever happens in it
 */
public record SignedInUser(
        long userId,
        String userName,
        String language,
        String sessionId,
        SessionScope scope,
        String factor,
        Instant expiresAt) {}
