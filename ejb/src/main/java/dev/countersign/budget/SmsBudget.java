package dev.countersign.budget;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.policy.Jurisdictions;
import dev.countersign.policy.Limits;
import dev.countersign.policy.Rule;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * Says whether one more SMS may go out, and counts it. Works inside the caller's transaction: what is counted and the order
 * stand or fall together. A number that its user has proven to hold is bound by who asks, and by the day's most.
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
    private ClosedRanges ranges;

    @Inject
    private AuditLog audit;

    @Inject
    private Event<SmsHeld> held;

    /** Counts an SMS to a number that its user has proven to hold, unless its address, its client or the day has had its most. */
    public Optional<Held> takeProven(Destination wished, Instant now) {
        if (isClosed(wished)) {
            return announced(closed(now));
        }
        Limits limits = jurisdictions.limits(wished.country());
        Destination to = limited(wished, limits);
        store.lockAddressTurn(to);
        Optional<AddressTally> address = address(to, now);
        return announced(heldBy(address, to, limits, now).or(() -> counted(address, spend(to, limits, now))));
    }

    /** Counts a code to a number that nobody has proven to hold, unless one of the limits keeps it back. */
    public Optional<Held> takeUnproven(Destination wished, Instant now) {
        if (isClosed(wished)) {
            return announced(closed(now));
        }
        Limits limits = jurisdictions.limits(wished.country());
        Destination to = limited(wished, limits);
        RangeRules rules = RangeRules.of(limits);
        BudgetDay day = BudgetDay.of(now);
        store.lockTurns(to);
        Optional<AddressTally> address = address(to, now);
        Optional<Held> ofAddress = heldBy(address, to, limits, now);
        if (ofAddress.isPresent()) {
            return announced(ofAddress);
        }
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
        Optional<Held> ofDay = store.countSpent(day) < settings.budget() ? spend(to, limits, now) : beyond(day);
        if (ofDay.isEmpty()) {
            prefix.count(rules, now);
            country.count();
        }
        return announced(counted(address, ofDay));
    }

    /** What would keep back an SMS to a number that its user has proven to hold; for the answer alone nothing is counted, and nobody told. */
    public Optional<Held> findHeldProven(Destination wished, Instant now) {
        if (isClosed(wished)) {
            return closed(now);
        }
        Limits limits = jurisdictions.limits(wished.country());
        Asker asker = limited(wished, limits).asker();
        BudgetDay day = BudgetDay.of(now);
        int most = limits.count(Rule.SMS_CLIENT_PER_DAY);
        return store.findAddress(asker.network(), now)
                .flatMap(tally -> tally.held(limits.count(Rule.SMS_ADDRESS_PER_HOUR), now))
                .or(() -> most > 0 && store.countSpent(asker.client(), day) >= most
                        ? Optional.of(new Held(HeldBy.CLIENT, day.end()))
                        : Optional.empty())
                .or(() -> store.countSpent(day) < settings.most() ? Optional.empty() : beyond(day));
    }

    /** Whether no SMS goes there, whoever asks: its range is closed, or its country. */
    public boolean isClosed(Destination to) {
        return jurisdictions.limits(to.country()).count(Rule.SMS_COUNTRY_OPEN) == 0 || ranges.hasNumber(to.e164());
    }

    private static Optional<Held> closed(Instant now) {
        return Optional.of(new Held(HeldBy.CLOSED, BudgetDay.of(now).end()));
    }

    /** Where addresses have no limit, none is counted: whoever speaks for many users would have them wait for each other. */
    private static Destination limited(Destination to, Limits limits) {
        return limits.count(Rule.SMS_ADDRESS_PER_HOUR) == 0 ? to.fromNowhere() : to;
    }

    /** The tally of the address that the wish comes from; its turn must be locked. */
    private Optional<AddressTally> address(Destination to, Instant now) {
        return Optional.of(to.asker().network())
                .filter(network -> !network.isEmpty())
                .map(network -> store.lockAddress(network, now));
    }

    private Optional<Held> heldBy(Optional<AddressTally> address, Destination to, Limits limits, Instant now) {
        int most = limits.count(Rule.SMS_ADDRESS_PER_HOUR);
        Optional<Held> held = address.flatMap(tally -> tally.held(most, now));
        if (held.isPresent() && address.orElseThrow().takeAlert()) {
            audit.record(AuditFact.smsAlert(
                    "sms-address:" + to.asker().network().replace(':', '-').replace('/', '-'), HeldBy.ADDRESS.name()));
        }
        return held;
    }

    private static Optional<Held> counted(Optional<AddressTally> address, Optional<Held> held) {
        if (held.isEmpty()) {
            address.ifPresent(AddressTally::count);
        }
        return held;
    }

    /** Notes that a code was entered, which had gone to a number that nobody had proven to hold. */
    public void countProof(Destination to, Instant sentAt) {
        store.countProven(to.country(), BudgetDay.of(sentAt));
    }

    /** A code to a number that nobody had proven to hold, and when it was counted. */
    public record Counted(Destination to, Instant at) {}

    /**
     * Has codes that never left count in their countries no more: that nobody entered them says nothing about whoever asked. Prefix, client
     * and day keep them, whose limits are for asking.
     */
    public void giveBack(Collection<Counted> unsent) {
        unsent.stream()
                .map(code -> CountryDay.id(code.to().country(), BudgetDay.of(code.at())))
                .sorted()
                .forEach(store::uncount);
    }

    /** Counts it for its client and then for the day. Where the day has no room any more, what a client has is of no matter. */
    private Optional<Held> spend(Destination to, Limits limits, Instant now) {
        BudgetDay day = BudgetDay.of(now);
        int first = Math.floorMod(to.e164().hashCode(), DayShares.SHARES);
        String client = to.asker().client();
        int most = limits.count(Rule.SMS_CLIENT_PER_DAY);
        if (!client.isEmpty() && most > 0 && !store.spend(client, day, first, most)) {
            if (store.takeAlert(client, day)) {
                audit.record(AuditFact.smsAlert("sms-client:" + client, HeldBy.CLIENT.name()));
            }
            return Optional.of(new Held(HeldBy.CLIENT, day.end()));
        }
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
