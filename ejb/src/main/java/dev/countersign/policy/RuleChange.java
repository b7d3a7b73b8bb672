package dev.countersign.policy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A rule's value in a jurisdiction.
 *
 * @param value a count or an ISO 8601 duration within the bounds of the rule, in its one spelling whatever it was written like
 * @param legalReference why, for people; at most 400 characters
 * @param validFrom when it begins to hold, to the microsecond
 */
public record RuleChange(Rule rule, String value, String legalReference, Instant validFrom) {

    private static final int MAX_REFERENCE = 400;

    public RuleChange {
        rule.require(value);
        value = rule.range().canonical(value);
        if (legalReference.length() > MAX_REFERENCE) {
            throw new IllegalArgumentException("legalReference has at most " + MAX_REFERENCE + " characters");
        }
        validFrom = validFrom.truncatedTo(ChronoUnit.MICROS);
    }

    /** Whether its day has come. */
    boolean hasBegun(Instant now) {
        return !now.isBefore(validFrom);
    }
}
