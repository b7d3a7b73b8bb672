package dev.countersign.policy;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.Optional;

/** What operators do with the rules of a jurisdiction, a transaction each. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class JurisdictionDesk {

    /** In the place of a value where the configured one holds. */
    private static final String CONFIGURED = "NONE";

    @Inject
    private JurisdictionStore store;

    @Inject
    private Jurisdictions jurisdictions;

    @Inject
    private AuditLog audit;

    @Inject
    private Event<RulesChanged> changed;

    /** What holds in a jurisdiction, ISO 3166-1 alpha-2. */
    public JurisdictionView show(String code) {
        return new JurisdictionView(
                code,
                jurisdictions.limits(code),
                store.listRules(code).stream().map(JurisdictionRule::asChange).toList());
    }

    /** Gives a rule a value of the jurisdiction's own. On other nodes it holds five seconds later at most. */
    public void set(String code, RuleChange change, String operator) {
        Optional<JurisdictionRule> known = store.findRule(code, change.rule());
        String before = known.map(JurisdictionDesk::value).orElse(CONFIGURED);
        JurisdictionRule rule = known.orElseGet(() -> new JurisdictionRule(code, change.rule()));
        rule.set(change);
        if (known.isEmpty()) {
            store.add(rule);
        }
        audit.record(fact(operator, code, "RULE_SET", change.rule(), before, value(rule)));
        changed.fire(new RulesChanged());
    }

    /** Lets the configured value hold again; does nothing where it holds already. */
    public void remove(String code, Rule rule, String operator) {
        store.findRule(code, rule).ifPresent(known -> {
            String before = value(known);
            store.remove(known);
            audit.record(fact(operator, code, "RULE_REMOVED", rule, before, CONFIGURED));
        });
        changed.fire(new RulesChanged());
    }

    /** As a reason of the audit can have it: upper case, without a dot. */
    private static String value(JurisdictionRule rule) {
        RuleChange change = rule.asChange();
        return change.rule().range().canonical(change.value()).replace('.', '_');
    }

    /** The reason has the rule, its value before and its value from now on. */
    private static AuditFact fact(String operator, String code, String type, Rule rule, String before, String after) {
        String reason = rule.name() + "_" + before + "_TO_" + after;
        return new AuditFact("operator:" + operator, "jurisdiction:" + code, type, reason, Reference.next(), "");
    }
}
