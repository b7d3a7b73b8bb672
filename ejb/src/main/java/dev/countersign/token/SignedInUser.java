package dev.countersign.token;

import dev.countersign.user.User;
import java.time.Instant;
import java.util.Optional;

/**
 * Who calls, proven by an access token or a cookie whose session lives.
 *
 * @param passwordChangedAt when the user last got a new password; empty if he still has his first one
 */
public record SignedInUser(
        long userId, String userName, String language, Optional<Instant> passwordChangedAt, CurrentSession session) {

    static SignedInUser of(User user, LoginSession session, Instant lastCall, SessionRules rules) {
        return new SignedInUser(
                user.id(),
                user.userName(),
                user.language(),
                user.passwordChangedAt(),
                CurrentSession.of(session, lastCall, rules));
    }

    SignedInUser limited() {
        return new SignedInUser(userId, userName, language, passwordChangedAt, session.limited());
    }

    public String sessionId() {
        return session.id();
    }
}
