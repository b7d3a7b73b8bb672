package dev.countersign.contracts.sms.v1;

import java.util.Map;
import java.util.Optional;

/** Whether a gateway could work with a book of carriers. The gateway has it, beside the web interface in one application. */
@FunctionalInterface
public interface CarrierBookCheck {

    /**
     * Reads a book as a gateway does that is told it; nothing comes of it.
     *
     * @param book JSON as docs/carriers.md has it
     * @param secrets texts by the names that stand in the book as names of files
     * @return why it cannot be read, with the place and never a secret; empty where it can
     */
    Optional<String> findFault(String book, Map<String, String> secrets);
}
