package dev.countersign.smpp;

import java.util.Optional;
import java.util.Set;

/**
 * What is noted beside an order in the inflight queue.
 *
 * @param repeated whether a submit_sm without answer has been repeated, or was about to be
 * @param tried carriers that took it and delivered nothing
 * @param taken the carrier that has it, while its receipt is awaited
 */
record Mark(boolean repeated, Set<String> tried, Optional<Taken> taken) {

    /** Nothing is noted. */
    static final Mark NONE = new Mark(false, Set.of(), Optional.empty());

    Mark {
        tried = Set.copyOf(tried);
    }

    /**
     * A carrier's acceptance.
     *
     * @param carrier name
     * @param messageId its id of the first part
     */
    record Taken(String carrier, String messageId) {}
}
