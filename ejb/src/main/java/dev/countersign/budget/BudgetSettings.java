package dev.countersign.budget;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What may be spent on a day in all. */
@ApplicationScoped
class BudgetSettings {

    @Inject
    @ConfigProperty(name = "countersign.sms.daily-budget", defaultValue = "100000")
    private int budget;

    @Inject
    @ConfigProperty(name = "countersign.sms.daily-most", defaultValue = "1000000")
    private int most;

    /** SMS of a day, whatever for, after which numbers that nobody has proven to hold get none. */
    int budget() {
        return budget;
    }

    /** SMS of a day after which nobody gets any; never less than the budget. */
    int most() {
        return Math.max(budget, most);
    }
}
