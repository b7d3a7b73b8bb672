package dev.countersign.smpp;

/**
 * How orders are walked.
 *
 * @param instance name of this gateway among all that share the broker
 * @param pauses between repeats of what was refused for now
 */
record DispatchSettings(String instance, Backoff pauses) {}
