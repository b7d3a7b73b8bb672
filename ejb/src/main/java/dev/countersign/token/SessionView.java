package dev.countersign.token;

import java.time.Instant;

/**
 * An open session as its user sees it.
 *
 * @param clientKind kind of the program that logged in
 * @param lastSeenAt when the last call was written down, which happens every thirty seconds at most
 * @param current whether it is the session that asks
 */
public record SessionView(
        String id,
        String clientKind,
        String factor,
        SessionScope scope,
        Instant createdAt,
        Instant lastSeenAt,
        boolean current) {}
