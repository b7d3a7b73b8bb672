package dev.countersign.policy;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The value that a rule has in one jurisdiction from a day on. */
@Entity
@Table(name = "jurisdiction_rule")
@IdClass(JurisdictionRule.Key.class)
class JurisdictionRule {

    @Id
    private String jurisdiction;

    @Id
    @Enumerated(EnumType.STRING)
    private Rule rule;

    @Id
    @Column(name = "valid_from")
    private Instant validFrom;

    @Column(name = "rule_value")
    private String value;

    @Column(name = "legal_reference")
    private String legalReference;

    @SuppressWarnings("NullAway.Init")
    protected JurisdictionRule() {}

    JurisdictionRule(String jurisdiction, RuleChange change) {
        this.jurisdiction = jurisdiction;
        this.rule = change.rule();
        this.validFrom = change.validFrom();
        this.value = change.value();
        this.legalReference = change.legalReference();
    }

    /** Gives it the value of a change for the same day. */
    void set(RuleChange change) {
        value = change.value();
        legalReference = change.legalReference();
    }

    Rule rule() {
        return rule;
    }

    Instant validFrom() {
        return validFrom;
    }

    /** Whether its day has come. */
    boolean hasBegun(Instant now) {
        return !now.isBefore(validFrom);
    }

    String jurisdiction() {
        return jurisdiction;
    }

    /** What was set; empty where the value is none of the rule here, as a newer server may take it. */
    Optional<RuleChange> findChange() {
        return rule.range().contains(value)
                ? Optional.of(new RuleChange(rule, value, legalReference, validFrom))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return rule + " of " + jurisdiction + " from " + validFrom + ": " + value;
    }

    /** The primary key, as the persistence provider wants it. */
    static final class Key implements Serializable {

        private static final long serialVersionUID = 1L;

        private @Nullable String jurisdiction;
        private @Nullable Rule rule;
        private @Nullable Instant validFrom;

        Key() {}

        Key(String jurisdiction, Rule rule, Instant validFrom) {
            this.jurisdiction = jurisdiction;
            this.rule = rule;
            this.validFrom = validFrom;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && Objects.equals(jurisdiction, key.jurisdiction)
                    && rule == key.rule
                    && Objects.equals(validFrom, key.validFrom);
        }

        @Override
        public int hashCode() {
            return Objects.hash(jurisdiction, rule, validFrom);
        }
    }
}
