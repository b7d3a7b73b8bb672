package dev.countersign.budget;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;

/** Looks after the day's budget, a transaction each time. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class BudgetDesk {

    /** Percent of the budget at which operators are told. */
    private static final List<Integer> ALERTS = List.of(80, 100);

    /** Days that are kept: a code that is entered late still finds its own. */
    private static final int KEPT = 7;

    @Inject
    private BudgetStore store;

    @Inject
    private BudgetSettings settings;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    public BudgetView show() {
        return view(BudgetDay.of(clock.instant()));
    }

    /** Tells once a day when 80 % and when 100 % of the budget are spent, whichever node sees it. */
    public void alert() {
        BudgetDay day = BudgetDay.of(clock.instant());
        long percent = view(day).percent();
        for (int level : ALERTS) {
            if (percent >= level && store.takeAlert(day, level)) {
                audit.record(AuditFact.smsAlert("sms-budget:" + day, "BUDGET_" + level));
            }
        }
    }

    public void removeOld() {
        store.removeOld(clock.instant(), BudgetDay.of(clock.instant()).minus(KEPT));
    }

    private BudgetView view(BudgetDay day) {
        return new BudgetView(store.countSpent(day), settings.budget(), store.listAlerted(day));
    }
}
