package dev.countersign.push;

/** A push service was asked to bring a notification. */
public record PushAttempted(PushService service, PushOutcome.Kind outcome) {}
