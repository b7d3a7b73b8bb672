package dev.countersign.budget;

import java.util.ArrayList;
import java.util.List;

/**
 * The day as operators see it.
 *
 * @param spent SMS of the day
 * @param budget of the day
 * @param heldCountries to which codes were kept back that day, ISO 3166-1 alpha-2
 */
public record BudgetView(long spent, int budget, List<String> heldCountries) {

    private static final int PERCENT = 100;
    private static final int NOTED = 80;

    public BudgetView {
        heldCountries = List.copyOf(heldCountries);
    }

    /** What operators should look at, in a sentence each; empty when there is nothing. */
    public String note() {
        List<String> notes = new ArrayList<>();
        if (percent() >= NOTED) {
            notes.add(percent() + " % of today's SMS budget are spent");
        }
        if (!heldCountries.isEmpty()) {
            notes.add("codes for new numbers were kept back today in " + String.join(", ", heldCountries));
        }
        return String.join("; ", notes);
    }

    /** How much of the budget is spent. A budget of nothing is spent from the start. */
    public long percent() {
        return budget == 0 ? PERCENT : spent * PERCENT / budget;
    }
}
