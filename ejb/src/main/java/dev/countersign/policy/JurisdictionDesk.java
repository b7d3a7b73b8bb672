package dev.countersign.policy;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What operators do with the rules of a jurisdiction, a transaction each; of one jurisdiction, one at a time. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class JurisdictionDesk {

    /** In the place of a value where the configured one holds. */
    private static final String CONFIGURED = "NONE";

    /** In the place of a value that is none here; of one that a newer server takes. */
    private static final String UNKNOWN = "UNKNOWN";

    @Inject
    private JurisdictionStore store;

    @Inject
    private Jurisdictions jurisdictions;

    @Inject
    private AuditLog audit;

    @Inject
    private Event<RulesChanged> changed;

    @Inject
    private Clock clock;

    /** What holds in a jurisdiction, ISO 3166-1 alpha-2, and what is to come. */
    public JurisdictionView show(String code) {
        Instant now = clock.instant();
        List<JurisdictionRule> rows = store.listRules(code).stream()
                .filter(row -> row.findChange().isPresent())
                .toList();
        List<RuleChange> rules = Arrays.stream(Rule.values())
                .flatMap(rule -> timeline(rows, rule).open(now).stream())
                .toList();
        return new JurisdictionView(code, jurisdictions.limits(code), rules, now);
    }

    /**
     * Gives a rule a value of the jurisdiction's own. One whose day has come takes the place of the one in force; one for a later day takes
     * only that of another for the same day. On other nodes it holds five seconds later at most.
     */
    public void set(String code, RuleChange change, String operator) {
        RuleTimeline own = lockTimeline(code, change.rule());
        Instant now = clock.instant();
        boolean holds = change.hasBegun(now);
        String before = value(own.at(holds ? now : change.validFrom()));
        if (holds) {
            own.begun(now).stream()
                    .filter(row -> !row.validFrom().equals(change.validFrom()))
                    .forEach(store::remove);
        }
        own.from(change.validFrom())
                .ifPresentOrElse(row -> row.set(change), () -> store.add(new JurisdictionRule(code, change)));
        String type = holds ? "RULE_SET" : "RULE_SCHEDULED";
        audit.record(fact(operator, code, type, change.rule(), change.validFrom(), before, value(change)));
        changed.fire(new RulesChanged());
    }

    /** Lets the configured value hold again, now and later; does nothing where it does already. */
    public void remove(String code, Rule rule, String operator) {
        RuleTimeline own = lockTimeline(code, rule);
        Instant now = clock.instant();
        own.toCome(now).forEach(row -> cancel(code, own, row, operator));
        own.at(now).ifPresent(row -> end(code, own, row, operator));
        changed.fire(new RulesChanged());
    }

    /**
     * Takes back the value that holds from that time on. Of one that is to come the one before it stays; in the place of the one in force the
     * configured value holds. Does nothing where there is none.
     */
    public void cancel(String code, Rule rule, Instant from, String operator) {
        RuleTimeline own = lockTimeline(code, rule);
        Instant now = clock.instant();
        own.toCome(now).stream()
                .filter(row -> row.validFrom().equals(from))
                .forEach(row -> cancel(code, own, row, operator));
        own.at(now).filter(row -> row.validFrom().equals(from)).ifPresent(row -> end(code, own, row, operator));
        changed.fire(new RulesChanged());
    }

    private void cancel(String code, RuleTimeline own, JurisdictionRule row, String operator) {
        String after = value(own.before(row.validFrom()));
        store.remove(row);
        audit.record(fact(operator, code, "RULE_CANCELLED", row.rule(), row.validFrom(), value(row), after));
    }

    /** Ends the one in force, and with it those that had their time before it. */
    private void end(String code, RuleTimeline own, JurisdictionRule row, String operator) {
        own.begun(row.validFrom()).forEach(store::remove);
        audit.record(fact(operator, code, "RULE_REMOVED", row.rule(), row.validFrom(), value(row), CONFIGURED));
    }

    private RuleTimeline lockTimeline(String code, Rule rule) {
        store.lockTurn(code);
        return timeline(store.listRules(code), rule);
    }

    private static RuleTimeline timeline(List<JurisdictionRule> rows, Rule rule) {
        return new RuleTimeline(rows.stream().filter(row -> row.rule() == rule).toList());
    }

    private static String value(Optional<JurisdictionRule> row) {
        return row.map(JurisdictionDesk::value).orElse(CONFIGURED);
    }

    private static String value(JurisdictionRule row) {
        return row.findChange().map(JurisdictionDesk::value).orElse(UNKNOWN);
    }

    /** As a reason of the audit can have it: upper case, without a dot. */
    private static String value(RuleChange change) {
        return change.value().replace('.', '_');
    }

    /** The reason has the rule, its value before and its value from then on; it belongs to the time from which the changed value holds. */
    private static AuditFact fact(
            String operator, String code, String type, Rule rule, Instant from, String before, String after) {
        String reason = rule.name() + "_" + before + "_TO_" + after;
        return new AuditFact(
                "operator:" + operator, "jurisdiction:" + code, type, reason, Reference.next(), from.toString());
    }
}
