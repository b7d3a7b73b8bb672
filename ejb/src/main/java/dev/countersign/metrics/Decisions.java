package dev.countersign.metrics;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.Decided;
import dev.countersign.login.LoginCompleted;
import dev.countersign.policy.Rule;
import dev.countersign.totp.TotpTaken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Set;

/** Counts what was decided, once it is committed. */
@ApplicationScoped
class Decisions {

    private static final Set<String> STEPS =
            Set.of("LOGIN_PASSWORD", "LOGIN_FACTOR", "LOGIN_TOKEN", "LOGIN_SESSION", "LOGIN_EXPIRED");

    private static final Set<String> RULE_CHANGES =
            Set.of("RULE_SET", "RULE_REMOVED", "RULE_SCHEDULED", "RULE_CANCELLED");

    private static final String JURISDICTION_CHANGED = "JURISDICTION_CHANGED";

    @Inject
    private Meters meters;

    void count(@Observes(during = TransactionPhase.AFTER_SUCCESS) Decided event) {
        AuditFact fact = event.fact();
        meters.registry()
                .counter("countersign.decisions", "type", fact.type(), "reason", label(fact))
                .increment();
        if (STEPS.contains(fact.type()) && !fact.reason().equals(Meters.OK)) {
            count(fact.reason(), FactorLabel.ofRefusal(fact));
        }
    }

    /**
     * The reason, where it is one of few: one that has the values before and after would be a series of its own for each pair. Of a changed rule
     * it is its name.
     */
    static String label(AuditFact fact) {
        if (RULE_CHANGES.contains(fact.type())) {
            return Arrays.stream(Rule.values())
                    .map(Rule::name)
                    .filter(rule -> fact.reason().startsWith(rule + "_"))
                    .max(Comparator.comparingInt(String::length))
                    .orElse(Meters.OK);
        }
        return fact.type().equals(JURISDICTION_CHANGED) ? Meters.OK : fact.reason();
    }

    void count(@Observes(during = TransactionPhase.AFTER_SUCCESS) LoginCompleted event) {
        count(Meters.OK, FactorLabel.ofSuccess(event.factor()));
    }

    void count(@Observes(during = TransactionPhase.AFTER_SUCCESS) TotpTaken event) {
        meters.totpSteps(event.offset()).increment();
    }

    private void count(String outcome, String factor) {
        meters.logins(outcome, factor).increment();
    }
}
