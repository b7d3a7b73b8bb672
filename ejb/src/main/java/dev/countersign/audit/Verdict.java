package dev.countersign.audit;

import java.util.List;

/**
 * What a verification found.
 *
 * @param entries sealed entries that were looked at
 * @param unsealed entries without a place, young ones included
 * @param heads signed heads that were looked at
 * @param findings what is wrong, the first bad entry of the chain first; empty when all is well
 */
public record Verdict(long entries, long unsealed, long heads, List<Finding> findings) {

    public Verdict {
        findings = List.copyOf(findings);
    }

    public boolean isWhole() {
        return findings.isEmpty();
    }
}
