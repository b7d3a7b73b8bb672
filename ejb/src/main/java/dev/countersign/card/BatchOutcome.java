package dev.countersign.card;

import dev.countersign.audit.Reference;

/** What an operator's decision about a batch came to. */
public sealed interface BatchOutcome {

    /** It was done. */
    record Done(BatchView batch) implements BatchOutcome {}

    /**
     * Nothing was changed.
     *
     * @param reference finds the audit entry, where there is a batch to write one about
     */
    record Refused(BatchRefusal reason, Reference reference) implements BatchOutcome {}
}
