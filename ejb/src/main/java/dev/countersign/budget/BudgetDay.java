package dev.countersign.budget;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** A calendar day in UTC, counted since 1970-01-01. */
record BudgetDay(long epochDay) {

    static BudgetDay of(Instant now) {
        return new BudgetDay(LocalDate.ofInstant(now, ZoneOffset.UTC).toEpochDay());
    }

    /**
     * The last day that another clock may have begun meanwhile. What is noted for a later one was noted by a clock that has been set back
     * since, and counts no more.
     */
    BudgetDay latest() {
        return new BudgetDay(epochDay + 1);
    }

    BudgetDay minus(int days) {
        return new BudgetDay(epochDay - days);
    }

    /** When the next day begins. */
    Instant end() {
        return date().plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    /** The day in ISO 8601. */
    @Override
    public String toString() {
        return date().toString();
    }

    private LocalDate date() {
        return LocalDate.ofEpochDay(epochDay);
    }
}
