package dev.countersign.policy;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** The values of all rules for one jurisdiction. */
public final class Limits {

    private final Map<Rule, String> values;

    /** Throws {@link IllegalArgumentException} if a rule is missing or a value is none of its rule. */
    public Limits(Map<Rule, String> values) {
        Map<Rule, String> copy = new EnumMap<>(Rule.class);
        for (Rule rule : Rule.values()) {
            String value = values.get(rule);
            if (value == null) {
                throw new IllegalArgumentException(rule + " has no value");
            }
            rule.require(value);
            copy.put(rule, value);
        }
        this.values = Collections.unmodifiableMap(copy);
    }

    /** All values as they are written. */
    public Map<Rule, String> values() {
        return values;
    }

    /** The value of a rule that is a count. */
    public int count(Rule rule) {
        return Integer.parseInt(text(rule));
    }

    /** The value of a rule that is a duration. */
    public Duration duration(Rule rule) {
        return Duration.parse(text(rule));
    }

    /** So many wrong answers, or as many as {@link Rule#ATTEMPT_TRIES} allows where these are fewer. */
    public int tries(int own) {
        return Math.min(own, count(Rule.ATTEMPT_TRIES));
    }

    Limits with(Map<Rule, String> others) {
        Map<Rule, String> merged = new EnumMap<>(values);
        merged.putAll(others);
        return new Limits(merged);
    }

    private String text(Rule rule) {
        return String.valueOf(values.get(rule));
    }
}
