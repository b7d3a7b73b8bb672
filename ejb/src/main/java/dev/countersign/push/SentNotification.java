package dev.countersign.push;

import java.time.Instant;

/** A notification that was to reach a phone, and how far it came. */
public record SentNotification(Instant at, Arrival arrival) {}
