package dev.countersign.policy;

import java.time.Instant;
import java.util.List;

/**
 * A jurisdiction as operators see it.
 *
 * @param code ISO 3166-1 alpha-2
 * @param limits what holds there now
 * @param rules the values of its own, of each rule the one in force and those to come, the earliest first
 * @param at when it was looked at
 */
public record JurisdictionView(String code, Limits limits, List<RuleChange> rules, Instant at) {

    public JurisdictionView {
        rules = List.copyOf(rules);
    }

    /** Whether this value is in force, and not to come. */
    public boolean isInForce(RuleChange rule) {
        return rule.hasBegun(at);
    }
}
