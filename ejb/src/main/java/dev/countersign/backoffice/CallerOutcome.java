package dev.countersign.backoffice;

/** Who sent a message, or why that is not accepted. */
public sealed interface CallerOutcome {

    /** The message is this back office's, and was not taken before. */
    record Known(ClientName client) implements CallerOutcome {}

    /** The message is not taken. */
    record Refused(CallerRefusal reason) implements CallerOutcome {}
}
