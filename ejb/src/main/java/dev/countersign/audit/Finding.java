package dev.countersign.audit;

import java.util.Objects;

/**
 * Something that is wrong with the chain.
 *
 * @param sequence place of the first entry concerned, 0 where the finding is about no sealed entry
 * @param sentence what was found, for people
 */
public record Finding(Kind kind, long sequence, String sentence) {

    /** What may be wrong. */
    public enum Kind {
        /** The content, the place or the hash of an entry is not what was sealed. */
        CHANGED,
        /** An entry is not there, and others follow. */
        MISSING,
        /** An entry stands behind one that was sealed later. */
        REORDERED,
        /** An entry stands at a place that another one has. */
        INSERTED,
        /** The chain is in itself whole, but not the one that was signed. */
        REWRITTEN,
        /** A signed head says that there were more entries. */
        TRUNCATED,
        /** An entry has had no place for over 5 seconds. */
        UNSEALED,
        /** The keyed hash of an entry was not made with the server's key. */
        FORGED,
        /** A head does not bear the signature of a published key. */
        BAD_SIGNATURE,
        /** The file ends early or is no export. */
        UNREADABLE
    }

    public Finding {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(sentence, "sentence");
    }
}
