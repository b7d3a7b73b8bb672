package dev.countersign.grid;

import java.time.Instant;

/**
 * A card that opens logins, as its user sees it.
 *
 * @param serial that stands on it
 * @param expiresAt when it opens nothing any more
 */
public record OwnGridCard(String id, String serial, Instant activatedAt, Instant expiresAt) {}
