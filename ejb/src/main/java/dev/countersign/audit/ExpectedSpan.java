package dev.countersign.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * What an export must hold, said by whoever verifies it, because the file is written by whom it may convict.
 *
 * @param from place from which on it must have every entry
 * @param until up to when it must go: heads that were kept and signed later do not tell of entries that are missing at its end. Empty where
 *     it must go as far as every one of them
 */
record ExpectedSpan(long from, Optional<Instant> until) {

    private static final long BEGINNING = ChainHead.START.sequence() + 1;

    /** The whole chain, as far as every head. */
    static final ExpectedSpan WHOLE = new ExpectedSpan(BEGINNING, Optional.empty());

    ExpectedSpan {
        if (from < BEGINNING) {
            throw new IllegalArgumentException("places begin with " + BEGINNING);
        }
    }

    /** Throws {@link IllegalArgumentException} where it is no place. */
    ExpectedSpan from(String place) {
        return new ExpectedSpan(Long.parseLong(place), until);
    }

    ExpectedSpan until(Instant time) {
        return new ExpectedSpan(from, Optional.of(time));
    }
}
