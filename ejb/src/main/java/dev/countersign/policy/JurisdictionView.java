package dev.countersign.policy;

import java.util.List;

/**
 * A jurisdiction as operators see it.
 *
 * @param code ISO 3166-1 alpha-2
 * @param limits what holds there now
 * @param rules the values of its own, those that do not hold yet among them
 */
public record JurisdictionView(String code, Limits limits, List<RuleChange> rules) {

    public JurisdictionView {
        rules = List.copyOf(rules);
    }
}
