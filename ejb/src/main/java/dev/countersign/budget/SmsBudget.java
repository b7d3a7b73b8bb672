package dev.countersign.budget;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.policy.Jurisdictions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/**
 * Says whether one more SMS may go out, and counts it. Works inside the caller's transaction: what is counted and the order
 * stand or fall together. A number that its user has proven to hold is bound by the day's most alone.
 */
@ApplicationScoped
public class SmsBudget {

    @Inject
    private BudgetStore store;

    @Inject
    private BudgetSettings settings;

    @Inject
    private Jurisdictions jurisdictions;

    @Inject
    private AuditLog audit;

    @Inject
    private Event<SmsHeld> held;

    /** Counts an SMS to a number that its user has proven to hold, unless the day's most is reached. */
    public Optional<Held> takeProven(Destination to, Instant now) {
        return announced(spend(to, now));
    }

    /** Counts a code to a number that nobody has proven to hold, unless one of the limits keeps it back. */
    public Optional<Held> takeUnproven(Destination to, Instant now) {
        RangeRules rules = RangeRules.of(jurisdictions.limits(to.country()));
        BudgetDay day = BudgetDay.of(now);
        store.lockTurns(to);
        PrefixTally prefix = store.lockPrefix(to.prefix(), now);
        CountryDay country = store.lockCountry(to.country(), day);
        Optional<Held> ofPrefix = prefix.held(rules, now);
        if (ofPrefix.isPresent()) {
            if (prefix.takeAlert(rules, now)) {
                audit.record(AuditFact.smsAlert("sms-prefix:" + to.prefix(), HeldBy.PREFIX.name()));
            }
            return announced(ofPrefix);
        }
        Optional<Held> ofCountry = country.held(rules);
        if (ofCountry.isPresent()) {
            if (country.takeAlert()) {
                audit.record(AuditFact.smsAlert(
                        "sms-country:" + to.country(), ofCountry.get().by().name()));
            }
            return announced(ofCountry);
        }
        Optional<Held> ofDay = store.countSpent(day) < settings.budget() ? spend(to, now) : beyond(day);
        if (ofDay.isEmpty()) {
            prefix.count(rules, now);
            country.count();
        }
        return announced(ofDay);
    }

    /** Notes that a code was entered, which had gone to a number that nobody had proven to hold. */
    public void countProof(Destination to, Instant sentAt) {
        store.countProven(to.country(), BudgetDay.of(sentAt));
    }

    private Optional<Held> spend(Destination to, Instant now) {
        BudgetDay day = BudgetDay.of(now);
        int first = Math.floorMod(to.e164().hashCode(), BudgetStore.SHARES);
        return store.spend(day, first, settings.most()) ? Optional.empty() : beyond(day);
    }

    private static Optional<Held> beyond(BudgetDay day) {
        return Optional.of(new Held(HeldBy.BUDGET, day.end()));
    }

    private Optional<Held> announced(Optional<Held> outcome) {
        outcome.ifPresent(kept -> held.fire(new SmsHeld(kept.by())));
        return outcome;
    }
}
