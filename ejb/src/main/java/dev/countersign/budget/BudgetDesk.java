package dev.countersign.budget;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;

/** Looks after the day's budget, a transaction each time. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class BudgetDesk {

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

    /** Tells once a day of each level that the day has reached, whichever node sees it. */
    public void alert() {
        BudgetDay day = BudgetDay.of(clock.instant());
        BudgetView view = view(day);
        for (BudgetLevel level : BudgetLevel.values()) {
            if (level.isReached(view) && store.takeAlert(level, day)) {
                audit.record(AuditFact.smsAlert("sms-budget:" + day, level.name()));
            }
        }
    }

    /** Forgets so many prefixes, and so many addresses, that count no more, and says how many of those that were more. */
    public int removeOld(int most) {
        Instant now = clock.instant();
        return Math.max(store.removeOldPrefixes(now, most), store.removeOldAddresses(now, most));
    }

    /** Forgets days of countries. */
    public void removeDays() {
        BudgetDay today = BudgetDay.of(clock.instant());
        store.removeDays(today.minus(KEPT), today);
    }

    private BudgetView view(BudgetDay day) {
        return new BudgetView(
                store.countSpent(day),
                settings.budget(),
                settings.most(),
                store.listHeldCountries(day),
                store.listHeldClients(day));
    }
}
