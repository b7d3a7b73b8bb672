package dev.countersign.audit;

import com.nimbusds.jose.jwk.JWKSet;
import dev.countersign.audit.Finding.Kind;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The signed heads of a scope in the order of their places, read page by page: there may be millions. Those that do not say by our
 * signature what their row says are told and left out.
 */
final class StoredHeads implements Iterator<ExpectedHead> {

    private final ExportPages pages;
    private final ExportScope scope;
    private final JWKSet keys;
    private final Consumer<Finding> findings;
    private Iterator<KeptHead> page = List.<KeptHead>of().iterator();
    private KeptHead last = KeptHead.BEFORE_ALL;
    private @Nullable ExpectedHead next;
    private boolean over;
    private long count;

    StoredHeads(ExportPages pages, ExportScope scope, JWKSet keys, Consumer<Finding> findings) {
        this.pages = pages;
        this.scope = scope;
        this.keys = keys;
        this.findings = findings;
    }

    /** How many were signed by our keys, so far. */
    long count() {
        return count;
    }

    @Override
    public boolean hasNext() {
        while (next == null && hasRow()) {
            last = page.next();
            next = open(last).orElse(null);
        }
        return next != null;
    }

    @Override
    public ExpectedHead next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        ExpectedHead head = next;
        next = null;
        return head;
    }

    private boolean hasRow() {
        if (!page.hasNext() && !over) {
            page = pages.listHeads(scope, last).iterator();
            over = !page.hasNext();
        }
        return page.hasNext();
    }

    private Optional<ExpectedHead> open(KeptHead row) {
        Optional<SignedHead> signed = HeadSignature.verify(row.jws(), keys);
        if (signed.isEmpty()) {
            findings.accept(bad(row, "is not signed by our keys"));
            return Optional.empty();
        }
        count++;
        // A head in a wrong place of the order would be held against nothing.
        if (signed.get().head().sequence() != row.sequence()) {
            findings.accept(bad(row, "stands for another entry than the signature says"));
            return Optional.empty();
        }
        return signed.map(ExpectedHead::due);
    }

    private static Finding bad(KeptHead row, String why) {
        return new Finding(Kind.BAD_SIGNATURE, 0, "The head with id " + row.id() + " " + why + ".");
    }
}
