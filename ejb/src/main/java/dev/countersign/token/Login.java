package dev.countersign.token;

import java.time.Instant;
import java.util.Optional;

/**
 * A login that succeeded.
 *
 * @param factor kind of the second factor, for example SMS
 * @param factorId of the very factor; empty where the password was enough
 * @param factorSince when the user proved to hold the factor for the first time
 * @param authenticatedAt when the second factor was accepted
 * @param scope what the session may do
 * @param weakUntil until when the factor counts as an SMS, because it came by one; empty for one that does not
 * @param until when what the factor opens now ends, and the session with it; empty for one that stays
 */
public record Login(
        long userId,
        String userName,
        String attemptId,
        String clientKind,
        String factor,
        Optional<String> factorId,
        Instant factorSince,
        Instant authenticatedAt,
        SessionScope scope,
        Optional<Instant> weakUntil,
        Optional<Instant> until) {

    /** By a factor that counts as what it is, and stays. */
    public Login(
            long userId,
            String userName,
            String attemptId,
            String clientKind,
            String factor,
            Instant factorSince,
            Instant authenticatedAt,
            SessionScope scope) {
        this(
                userId,
                userName,
                attemptId,
                clientKind,
                factor,
                Optional.empty(),
                factorSince,
                authenticatedAt,
                scope,
                Optional.empty(),
                Optional.empty());
    }

    /** The factor of a login for which the password was enough. */
    public static final String PASSWORD_ONLY = "PWD";

    /** What a factor counts as that came by an SMS a while ago. */
    static final String WEAK = "SMS";
}
