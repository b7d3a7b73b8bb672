package dev.countersign.audit;

import dev.countersign.audit.Finding.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Checks a chain entry by entry and keeps the first thing that is wrong. What lies before the first entry of a part of a
 * chain is taken for granted, and so are heads that lie there. Needs no key and little memory.
 */
final class ChainCheck {

    /** By place; several of one place only where they say different things. */
    private final NavigableMap<Long, List<SignedHead>> heads = new TreeMap<>();

    private @Nullable ChainHead last;
    private long lastSigned;
    private long entries;
    private @Nullable Finding finding;

    private ChainCheck(@Nullable ChainHead before, Collection<SignedHead> heads) {
        this.last = before;
        heads.forEach(this::expect);
    }

    private void expect(SignedHead signed) {
        List<SignedHead> there = heads.computeIfAbsent(signed.head().sequence(), place -> new ArrayList<>(1));
        if (there.stream().noneMatch(other -> other.head().equals(signed.head()))) {
            there.add(signed);
        }
    }

    /** A chain from its beginning. */
    static ChainCheck ofWhole(Collection<SignedHead> heads) {
        return new ChainCheck(ChainHead.START, heads);
    }

    /** A chain from wherever its first entry stands. */
    static ChainCheck ofPart(Collection<SignedHead> heads) {
        return new ChainCheck(null, heads);
    }

    /** Looks at the next entry. After a first finding it only looks whether an entry that is missing comes later. */
    void take(ChainLink link) {
        entries++;
        if (finding != null) {
            lookForMissing(finding, link);
            return;
        }
        ChainHead before = last == null ? new ChainHead(link.sequence() - 1, link.previousHash(), link.epoch()) : last;
        finding = compare(before, link).orElse(null);
        if (finding == null) {
            last = link.head();
            finding = compareWithHead(link).orElse(null);
        }
    }

    /** Ends the check: is there a head of entries that did not come? */
    Optional<Finding> end() {
        if (finding == null && !heads.isEmpty()) {
            SignedHead furthest = heads.lastEntry().getValue().get(0);
            long end = last == null ? 0 : last.sequence();
            if (furthest.head().sequence() > end) {
                finding = new Finding(
                        Kind.TRUNCATED,
                        end + 1,
                        "Entries " + (end + 1) + " to " + furthest.head().sequence() + " are missing: " + name(furthest)
                                + " says that they were there. The end was cut off, or an older backup was restored."
                                + epochHint(furthest));
            }
        }
        return Optional.ofNullable(finding);
    }

    long entries() {
        return entries;
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
        List<SignedHead> signed = heads.getOrDefault(link.sequence(), List.of());
        for (SignedHead head : signed) {
            if (!head.head().chainHash().equals(link.chainHash())) {
                return found(
                        Kind.REWRITTEN,
                        lastSigned + 1,
                        "One of the entries " + (lastSigned + 1) + " to " + link.sequence()
                                + " is not what was signed: " + name(head) + " has another chain hash. Entries were"
                                + " rewritten, or an older backup was restored and went on." + epochHint(head));
            }
        }
        if (!signed.isEmpty()) {
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

    private String epochHint(SignedHead head) {
        int now = last == null ? 0 : last.epoch();
        return now > head.head().epoch()
                ? " The epoch was raised from " + head.head().epoch() + " to " + now
                        + " since: somebody declared that a backup was restored."
                : "";
    }

    private static String name(SignedHead head) {
        return "the signed head " + head.head().sequence() + " of " + head.time();
    }

    private static Optional<Finding> found(Kind kind, long sequence, String sentence) {
        return Optional.of(new Finding(kind, sequence, sentence));
    }
}
