package dev.countersign.smpp;

import java.util.Optional;
import java.util.Set;

/**
 * What is noted beside an order in the inflight queue.
 *
 * @param repeated whether a submit_sm without answer has been repeated, or was about to be
 * @param told whether the core has been told SUBMITTED before
 * @param tried carriers that will not be sent it again: they took it and delivered nothing, or refused it for good
 * @param taken the carrier that has it, while its receipt is awaited
 */
record Mark(boolean repeated, boolean told, Set<String> tried, Optional<Taken> taken) {

    /** Nothing is noted. */
    static final Mark NONE = new Mark(false, false, Set.of(), Optional.empty());

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
