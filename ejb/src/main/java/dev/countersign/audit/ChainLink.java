package dev.countersign.audit;

import java.util.Objects;

/**
 * A sealed entry: its content and its place in the chain.
 *
 * @param mac keyed hash of the content, made by the deciding transaction; starts with the key's id
 * @param sequence place in the chain, from 1 without a gap
 * @param epoch epoch of the chain when the entry was sealed
 * @param previousHash chain hash of the entry before
 * @param chainHash hash over all of the above
 */
public record ChainLink(
        EntryContent content, String mac, long sequence, int epoch, String previousHash, String chainHash) {

    /** First field of the octets; another form gets another name. */
    private static final String FORM = "countersign-audit-link-v1";

    public ChainLink {
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(mac, "mac");
        Objects.requireNonNull(previousHash, "previousHash");
        Objects.requireNonNull(chainHash, "chainHash");
    }

    /** Whether the content, the place and the hash belong together. */
    boolean isWhole() {
        return chainHash.equals(hash(sequence, epoch, previousHash, content, mac));
    }

    ChainHead head() {
        return new ChainHead(sequence, chainHash, epoch);
    }

    static String hash(long sequence, int epoch, String previousHash, EntryContent content, String mac) {
        return new CanonicalOctets()
                .add(FORM)
                .add(sequence)
                .add(epoch)
                .add(previousHash)
                .add(content.digest())
                .add(mac)
                .sha256();
    }
}
