package dev.countersign.budget;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Optional;

/**
 * Codes that went to a country on one day, to numbers that nobody had proven to hold, and how many of them were entered.
 * Callers hold the country's turn, but for the one statement that counts an entered code.
 */
@Entity
@Table(name = "sms_country_day")
class CountryDay {

    private static final int PERCENT = 100;

    @Id
    private String id;

    private String country;

    @Column(name = "epoch_day")
    private long epochDay;

    private int sent;

    @Column(updatable = false)
    private int proven;

    private boolean alerted;

    @SuppressWarnings("NullAway.Init")
    protected CountryDay() {}

    CountryDay(String country, BudgetDay day) {
        this.id = id(country, day);
        this.country = country;
        this.epochDay = day.epochDay();
    }

    static String id(String country, BudgetDay day) {
        return country + "|" + day.epochDay();
    }

    /** Whether the next code has to wait: a code that is entered late opens a country again. */
    Optional<Held> held(RangeRules rules) {
        if (sent >= rules.countryMost()) {
            return held(HeldBy.COUNTRY);
        }
        boolean fewEntered = (long) proven * PERCENT < (long) sent * rules.conversionPercent();
        return sent >= rules.conversionSends() && fewEntered ? held(HeldBy.CONVERSION) : Optional.empty();
    }

    String country() {
        return country;
    }

    void count() {
        sent++;
    }

    /** True at the first code that is kept back that day. */
    boolean takeAlert() {
        boolean first = !alerted;
        alerted = true;
        return first;
    }

    private Optional<Held> held(HeldBy by) {
        return Optional.of(new Held(by, new BudgetDay(epochDay).end()));
    }
}
