package dev.countersign.audit;

import java.util.List;

/**
 * What a verification found.
 *
 * @param first place of the first entry, 0 where there was none
 * @param entries sealed entries that were looked at
 * @param unsealed entries without a place, young ones included
 * @param heads signed heads that were looked at
 * @param headsBefore those of them that are of places before the first entry, and were held against nothing
 * @param findings what is wrong, the first bad entry of the chain first; empty when all is well
 */
public record Verdict(long first, long entries, long unsealed, long heads, long headsBefore, List<Finding> findings) {

    public Verdict {
        findings = List.copyOf(findings);
    }

    public boolean isWhole() {
        return findings.isEmpty();
    }
}
