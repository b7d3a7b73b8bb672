package dev.countersign.budget;

import java.util.ArrayList;
import java.util.List;

/**
 * The day as operators see it.
 *
 * @param spent SMS of the day
 * @param budget of the day
 * @param most of the day, after which nobody gets any
 * @param heldCountries to which codes were kept back that day, ISO 3166-1 alpha-2
 * @param heldClients whose SMS were kept back that day
 */
public record BudgetView(long spent, int budget, int most, List<String> heldCountries, List<String> heldClients) {

    private static final int PERCENT = 100;
    private static final int NOTED = 80;

    public BudgetView {
        heldCountries = List.copyOf(heldCountries);
        heldClients = List.copyOf(heldClients);
    }

    /** What operators should look at, in a sentence each; empty when there is nothing. */
    public String note() {
        List<String> notes = new ArrayList<>();
        if (percent() >= NOTED) {
            notes.add(percent() + " % of today's SMS budget are spent");
        }
        if (mostPercent() >= PERCENT) {
            notes.add("nobody gets an SMS any more today");
        }
        if (!heldCountries.isEmpty()) {
            notes.add("codes for new numbers were kept back today in " + String.join(", ", heldCountries));
        }
        if (!heldClients.isEmpty()) {
            notes.add("SMS were kept back today that were asked for by " + String.join(", ", heldClients));
        }
        return String.join("; ", notes);
    }

    /** How much of the budget is spent. */
    public long percent() {
        return percent(budget);
    }

    /** How much of the most is spent. */
    public long mostPercent() {
        return percent(most);
    }

    /** Nothing is spent from the start. */
    private long percent(int whole) {
        return whole == 0 ? PERCENT : spent * PERCENT / whole;
    }
}
