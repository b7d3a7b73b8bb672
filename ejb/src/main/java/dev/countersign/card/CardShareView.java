package dev.countersign.card;

import java.time.Instant;

/**
 * A sharing as its parties and operators see it.
 *
 * @param owner user name of whom the card was sent to
 * @param other user name of whom it is shared with
 */
public record CardShareView(
        String id, String serial, String owner, String other, ShareState state, Instant requestedAt) {}
