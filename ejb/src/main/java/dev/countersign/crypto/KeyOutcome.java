package dev.countersign.crypto;

import java.time.Duration;
import java.util.Optional;

/** What an operator's command about keys came to. */
public sealed interface KeyOutcome {

    /**
     * It was done.
     *
     * @param keys how many data keys were made, wrapped anew or removed; 0 when all was as asked before
     */
    record Done(int keys) implements KeyOutcome {}

    /**
     * It was not done, and nothing was changed.
     *
     * @param detail one sentence for the operator
     * @param retryAfter when it may succeed, where that is known
     */
    record Refused(Reason reason, String detail, Optional<Duration> retryAfter) implements KeyOutcome {}

    /** Why not. */
    enum Reason {
        /** There is no data key of that id. */
        UNKNOWN_KEY,
        /** The key makes new secrets, or was doing so a while ago, or records need it. */
        IN_USE,
        /** The master keys at hand do not fit the data keys. */
        MASTER_KEYS_UNUSABLE,
        /** There are data keys that only a newer version knows; its servers can do it. */
        NEWER_KEYS,
        /** Somebody else rotates the same keys at this moment. */
        BUSY
    }

    static KeyOutcome refused(Reason reason, String detail) {
        return new Refused(reason, detail, Optional.empty());
    }
}
