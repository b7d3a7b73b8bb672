package dev.countersign.audit;

import java.time.Instant;

/**
 * A signed head as a chain is held against it.
 *
 * @param time when it was signed
 * @param due whether the chain must go as far; one that was signed later than what is verified says only what its place must be
 */
record ExpectedHead(ChainHead head, Instant time, boolean due) {

    /** A head that the chain must reach. */
    static ExpectedHead due(SignedHead signed) {
        return new ExpectedHead(signed.head(), signed.time(), true);
    }

    long sequence() {
        return head.sequence();
    }
}
