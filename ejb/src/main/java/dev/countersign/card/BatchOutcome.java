package dev.countersign.card;

/** What an operator's decision about a batch came to. */
public sealed interface BatchOutcome {

    /** It was done. */
    record Done(BatchView batch) implements BatchOutcome {}

    /** Nothing was changed. */
    record Refused(BatchRefusal reason) implements BatchOutcome {}
}
