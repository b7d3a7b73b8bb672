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
 * entry was written by a decision: an entry that somebody appended with a right hash is found here alone.
 */
@ApplicationScoped
public class AuditVerification {

    private static final int MOST_FORGED = 100;

    @Inject
    private ExportPages pages;

    @Inject
    private HeadKeys keys;

    @Inject
    private Secrets secrets;

    public Verdict verify(ExportRange range) {
        ExportScope scope = pages.open(range);
        List<Finding> findings = new ArrayList<>();
        List<SignedHead> heads = listHeads(scope, findings);
        ChainCheck check = scope.isWhole() ? ChainCheck.ofWhole(heads) : ChainCheck.ofPart(heads);
        long after = scope.firstSequence() - 1;
        for (List<ChainLink> page = pages.listEntries(scope, after);
                !page.isEmpty();
                page = pages.listEntries(scope, after)) {
            for (ChainLink link : page) {
                check.take(link);
                findForged(link).filter(forged -> findings.size() < MOST_FORGED).ifPresent(findings::add);
            }
            after = page.get(page.size() - 1).sequence();
        }
        check.end().ifPresent(finding -> findings.add(0, finding));
        List<EntryContent> unsealed = pages.listUnsealed(EntryPosition.FIRST);
        Instant limit = scope.openedAt().minus(AuditSettings.SEALING_LIMIT);
        unsealed.stream()
                .filter(content -> content.at().isBefore(limit))
                .forEach(content -> findings.add(ExportFile.unsealed(content)));
        return new Verdict(check.entries(), unsealed.size(), heads.size(), findings);
    }

    private Optional<Finding> findForged(ChainLink link) {
        return AuditEntry.isAuthentic(link.content(), link.mac(), secrets)
                ? Optional.empty()
                : Optional.of(new Finding(
                        Kind.FORGED,
                        link.sequence(),
                        "Entry " + link.sequence() + " was not written by a decision: its keyed hash is wrong (id "
                                + link.content().id() + ")."));
    }

    private List<SignedHead> listHeads(ExportScope scope, List<Finding> findings) {
        JWKSet published = published();
        List<SignedHead> heads = new ArrayList<>();
        long after = 0;
        for (List<KeptHead> page = pages.listHeads(scope, after);
                !page.isEmpty();
                page = pages.listHeads(scope, after)) {
            for (KeptHead head : page) {
                Optional<SignedHead> signed = HeadSignature.verify(head.jws(), published);
                signed.ifPresent(heads::add);
                if (signed.isEmpty()) {
                    findings.add(new Finding(
                            Kind.BAD_SIGNATURE, 0, "The head with id " + head.id() + " is not signed by our keys."));
                }
            }
            after = page.get(page.size() - 1).id();
        }
        return heads;
    }

    private JWKSet published() {
        try {
            return JWKSet.parse(keys.jwks());
        } catch (ParseException e) {
            throw new IllegalStateException("the published keys are no JWK Set", e);
        }
    }
}
