package dev.countersign.audit;

import java.util.Objects;

/**
 * The end of the audit chain.
 *
 * @param sequence number of the last sealed entry, 0 before the first
 * @param chainHash chain hash of that entry, 64 lower-case hexadecimal digits
 * @param epoch raised each time a backup was restored on purpose, from 1
 */
public record ChainHead(long sequence, String chainHash, int epoch) {

    /** What the first entry follows. */
    public static final ChainHead START = new ChainHead(0, "0".repeat(64), 1);

    public ChainHead {
        Objects.requireNonNull(chainHash, "chainHash");
    }

    /** The link of the next entry. */
    ChainLink next(EntryContent content, String mac) {
        long next = sequence + 1;
        return new ChainLink(
                content, mac, next, epoch, chainHash, ChainLink.hash(next, epoch, chainHash, content, mac));
    }
}
