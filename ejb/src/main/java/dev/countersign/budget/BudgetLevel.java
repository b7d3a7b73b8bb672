package dev.countersign.budget;

/** How far a day has come when operators are told. */
enum BudgetLevel {
    /** The budget is nearly spent. */
    BUDGET_80(1, 80),
    /** The budget is spent: numbers that nobody has proven to hold get nothing. */
    BUDGET_100(1, 100),
    /** The day's most is near. */
    MOST_80(2, 80),
    /** The day's most is reached: nobody gets anything. */
    MOST_100(2, 100);

    private final int row;
    private final int percent;

    BudgetLevel(int row, int percent) {
        this.row = row;
        this.percent = percent;
    }

    boolean isReached(BudgetView day) {
        return (row == BUDGET_80.row ? day.percent() : day.mostPercent()) >= percent;
    }

    /** Where the last alert of its kind is kept. */
    int row() {
        return row;
    }

    int percent() {
        return percent;
    }
}
