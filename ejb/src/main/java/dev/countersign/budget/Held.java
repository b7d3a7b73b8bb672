package dev.countersign.budget;

import java.time.Instant;

/**
 * An SMS may not go.
 *
 * @param until when asking again may help; of {@link HeldBy#CLOSED}, which waiting does not open, the end of the day
 */
public record Held(HeldBy by, Instant until) {}
