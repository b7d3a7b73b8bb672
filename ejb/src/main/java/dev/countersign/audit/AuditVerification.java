package dev.countersign.audit;

import com.nimbusds.jose.jwk.JWKSet;
import dev.countersign.audit.Finding.Kind;
import dev.countersign.crypto.Secrets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.text.ParseException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Verifies the chain where it stands. It checks what a program outside checks, and with the server's key also that each
 * entry was written by a decision and has the place that the sealer gave it: an entry that somebody appended with a right hash, or
 * took out before he chained the others anew, is found here alone.
 */
@ApplicationScoped
public class AuditVerification {

    private static final int MOST = 100;

    @Inject
    private ExportPages pages;

    @Inject
    private HeadKeys keys;

    @Inject
    private Secrets secrets;

    public Verdict verify(ExportRange range) {
        ExportScope scope = pages.open(range);
        List<Finding> findings = new ArrayList<>();
        StoredHeads heads = new StoredHeads(pages, scope, published(), finding -> add(findings, finding));
        ChainCheck check = scope.isWhole() ? ChainCheck.ofWhole(heads) : ChainCheck.ofPart(heads);
        long after = scope.firstSequence() - 1;
        for (List<SealedEntry> page = pages.listEntries(scope, after);
                !page.isEmpty();
                page = pages.listEntries(scope, after)) {
            for (SealedEntry entry : page) {
                check.take(entry.link());
                findForged(entry).ifPresent(forged -> add(findings, forged));
            }
            after = page.get(page.size() - 1).link().sequence();
        }
        check.end().ifPresent(finding -> findings.add(0, finding));
        keys.listForeign().forEach(keyId -> findings.add(foreign(keyId)));
        List<EntryContent> unsealed = pages.listUnsealed(EntryPosition.FIRST);
        Instant limit = scope.openedAt().minus(AuditSettings.SEALING_LIMIT);
        unsealed.stream()
                .filter(content -> content.at().isBefore(limit))
                .forEach(content -> findings.add(ExportFile.unsealed(content)));
        return new Verdict(
                check.first(), check.entries(), unsealed.size(), heads.count(), check.headsBefore(), findings);
    }

    private static void add(List<Finding> findings, Finding finding) {
        if (findings.size() < MOST) {
            findings.add(finding);
        }
    }

    private Optional<Finding> findForged(SealedEntry entry) {
        ChainLink link = entry.link();
        if (!AuditEntry.isAuthentic(link.content(), link.mac(), secrets)) {
            return Optional.of(forged(link, "was not written by a decision: its keyed hash is wrong"));
        }
        boolean placed = entry.placeMac()
                .map(mac -> PlaceMac.isAuthentic(link.head(), mac, secrets))
                .orElseGet(() -> !AuditEntry.mustHavePlaceMac(link.content(), link.mac(), secrets));
        return placed
                ? Optional.empty()
                : Optional.of(forged(
                        link,
                        "does not stand where it was sealed: the keyed hash of its place is wrong or missing, and an entry"
                                + " before it may have been taken out"));
    }

    private static Finding forged(ChainLink link, String why) {
        return new Finding(
                Kind.FORGED,
                link.sequence(),
                "Entry " + link.sequence() + " " + why + " (id "
                        + link.content().id() + ").");
    }

    private static Finding foreign(String keyId) {
        return new Finding(
                Kind.FORGED,
                0,
                "The row of the signing key " + keyId
                        + " does not open: somebody else has put it there, or its data key is gone."
                        + " It is not published, and heads that it signs are not ours.");
    }

    private JWKSet published() {
        try {
            return JWKSet.parse(keys.jwks());
        } catch (ParseException e) {
            throw new IllegalStateException("the published keys are no JWK Set", e);
        }
    }
}
