package dev.countersign.backoffice;

import java.time.Instant;

/** A back office as operators see it. */
public record ClientView(String name, Instant createdAt) {}
