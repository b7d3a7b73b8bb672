package dev.countersign.budget;

import java.time.Instant;

/**
 * An SMS may not go.
 *
 * @param until when asking again may help
 */
public record Held(HeldBy by, Instant until) {}
