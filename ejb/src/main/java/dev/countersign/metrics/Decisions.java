package dev.countersign.metrics;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.Decided;
import dev.countersign.login.LoginCompleted;
import dev.countersign.totp.TotpTaken;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.Set;

/** Counts what was decided, once it is committed. */
@ApplicationScoped
class Decisions {

    private static final Set<String> STEPS =
            Set.of("LOGIN_PASSWORD", "LOGIN_FACTOR", "LOGIN_TOKEN", "LOGIN_SESSION", "LOGIN_EXPIRED");

    @Inject
    private Meters meters;

    void count(@Observes(during = TransactionPhase.AFTER_SUCCESS) Decided event) {
        AuditFact fact = event.fact();
        meters.registry()
                .counter("countersign.decisions", "type", fact.type(), "reason", fact.reason())
                .increment();
        if (STEPS.contains(fact.type()) && !fact.reason().equals(Meters.OK)) {
            count(fact.reason(), FactorLabel.ofRefusal(fact));
        }
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
