package dev.countersign.audit;

import dev.countersign.audit.Finding.Kind;
import java.util.Iterator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Checks a chain entry by entry and keeps the first thing that is wrong. What lies before the first entry of a part of a
 * chain is taken for granted, and so are heads that lie there. Needs no key and little memory.
 */
final class ChainCheck {

    private final Iterator<ExpectedHead> heads;

    private final long from;

    private @Nullable ExpectedHead next;
    private @Nullable ChainHead last;
    private long first;
    private long lastSigned;
    private long entries;
    private long headsBefore;
    private @Nullable Finding finding;

    private ChainCheck(long from, Iterator<ExpectedHead> heads) {
        this.from = from;
        this.last = from == ChainHead.START.sequence() + 1 ? ChainHead.START : null;
        this.heads = heads;
    }

    /**
     * A chain from its beginning.
     *
     * @param heads in the order of their places; they are taken beside the entries
     */
    static ChainCheck ofWhole(Iterator<ExpectedHead> heads) {
        return ofAllFrom(ChainHead.START.sequence() + 1, heads);
    }

    /** A chain that has every entry from this place on, and perhaps some before it; heads as above. */
    static ChainCheck ofAllFrom(long place, Iterator<ExpectedHead> heads) {
        return new ChainCheck(place, heads);
    }

    /** A chain from wherever its first entry stands; heads as above. */
    static ChainCheck ofPart(Iterator<ExpectedHead> heads) {
        return new ChainCheck(Long.MAX_VALUE, heads);
    }

    /** Looks at the next entry. After a first finding it only looks whether an entry that is missing comes later. */
    void take(ChainLink link) {
        if (entries++ == 0) {
            first = link.sequence();
        }
        if (finding != null) {
            lookForMissing(finding, link);
            return;
        }
        ChainHead before = last == null ? beginning(link) : last;
        finding = compare(before, link).orElse(null);
        if (finding == null) {
            last = link.head();
            finding = compareWithHead(link).orElse(null);
        }
    }

    private ChainHead beginning(ChainLink link) {
        return new ChainHead(Math.min(from, link.sequence()) - 1, link.previousHash(), link.epoch());
    }

    private long lastBefore() {
        return from == Long.MAX_VALUE ? 0 : from - 1;
    }

    /** Ends the check and takes all heads that are left: is there one of entries that did not come? */
    Optional<Finding> end() {
        ExpectedHead furthest = null;
        for (ExpectedHead head = peek(); head != null; head = advance()) {
            if (head.due() && (furthest == null || head.sequence() > furthest.sequence())) {
                furthest = head;
            }
        }
        long end = last == null ? lastBefore() : last.sequence();
        if (finding == null && furthest != null && furthest.sequence() > end) {
            finding = new Finding(
                    Kind.TRUNCATED,
                    end + 1,
                    "Entries " + (end + 1) + " to " + furthest.sequence() + " are missing: " + name(furthest)
                            + " says that they were there. The end was cut off, or an older backup was restored."
                            + epochHint(furthest));
        }
        return Optional.ofNullable(finding);
    }

    /** The next head that was not taken yet. */
    private @Nullable ExpectedHead peek() {
        return next == null ? advance() : next;
    }

    private @Nullable ExpectedHead advance() {
        next = heads.hasNext() ? heads.next() : null;
        return next;
    }

    long entries() {
        return entries;
    }

    /** Place of the first entry, 0 where there was none. */
    long first() {
        return first;
    }

    /** How many heads are of places before it: they were held against nothing. */
    long headsBefore() {
        return headsBefore;
    }

    private static Optional<Finding> compare(ChainHead before, ChainLink link) {
        long expected = before.sequence() + 1;
        if (link.sequence() > expected) {
            return found(
                    Kind.MISSING,
                    expected,
                    "Entry " + expected + " is missing: entry " + link.sequence() + " stands in its place.");
        }
        if (link.sequence() < expected) {
            return found(
                    Kind.INSERTED,
                    link.sequence(),
                    "Entry " + link.sequence() + " stands there twice, the second time behind entry "
                            + before.sequence() + ": one was inserted (id "
                            + link.content().id() + " is the second).");
        }
        if (!link.isWhole()) {
            return found(
                    Kind.CHANGED,
                    expected,
                    "Entry " + expected + " was changed: what it says does not give its chain hash (id "
                            + link.content().id() + ").");
        }
        if (!link.previousHash().equals(before.chainHash()) || link.epoch() < before.epoch()) {
            return found(
                    Kind.CHANGED,
                    expected,
                    "Entry " + expected + " does not follow entry " + before.sequence()
                            + ": one of the two was replaced or inserted.");
        }
        return Optional.empty();
    }

    private Optional<Finding> compareWithHead(ChainLink link) {
        boolean signed = false;
        for (ExpectedHead head = peek(); head != null && head.sequence() <= link.sequence(); head = advance()) {
            boolean here = head.sequence() == link.sequence();
            if (here && !head.head().chainHash().equals(link.chainHash())) {
                return found(
                        Kind.REWRITTEN,
                        lastSigned + 1,
                        "One of the entries " + (lastSigned + 1) + " to " + link.sequence()
                                + " is not what was signed: " + name(head) + " has another chain hash. Entries were"
                                + " rewritten, or an older backup was restored and went on." + epochHint(head));
            }
            signed |= here;
            // That of an empty chain, which a server signs before its first entry, is of no entry.
            boolean isEarlier = head.sequence() > ChainHead.START.sequence() && head.sequence() < first;
            headsBefore += isEarlier ? 1 : 0;
        }
        if (signed) {
            lastSigned = link.sequence();
        }
        return Optional.empty();
    }

    private void lookForMissing(Finding first, ChainLink link) {
        if (first.kind() == Kind.MISSING && link.sequence() == first.sequence()) {
            finding = new Finding(
                    Kind.REORDERED,
                    first.sequence(),
                    "Entry " + first.sequence() + " was moved: it stands behind entries that were sealed later.");
        }
    }

    private String epochHint(ExpectedHead head) {
        int now = last == null ? 0 : last.epoch();
        return now > head.head().epoch()
                ? " The epoch was raised from " + head.head().epoch() + " to " + now
                        + " since: somebody declared that a backup was restored."
                : "";
    }

    private static String name(ExpectedHead head) {
        return "the signed head " + head.sequence() + " of " + head.time();
    }

    private static Optional<Finding> found(Kind kind, long sequence, String sentence) {
        return Optional.of(new Finding(kind, sequence, sentence));
    }
}
