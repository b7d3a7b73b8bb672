package dev.countersign.cardorder;

import dev.countersign.policy.Jurisdictions;
import dev.countersign.policy.Limits;
import dev.countersign.policy.Rule;
import dev.countersign.user.Money;
import dev.countersign.user.User;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Terms and times of orders. */
@ApplicationScoped
class OrderSettings {

    @Inject
    @ConfigProperty(name = "countersign.card-order.currency", defaultValue = "USD")
    private String currency;

    @Inject
    @ConfigProperty(name = "countersign.card-order.address-wait", defaultValue = "PT24H")
    private Duration addressWait;

    @Inject
    @ConfigProperty(name = "countersign.card-order.shipment-days", defaultValue = "3")
    private int shipmentDays;

    @Inject
    @ConfigProperty(name = "countersign.card-order.return-time", defaultValue = "P30D")
    private Duration returnTime;

    @Inject
    @ConfigProperty(name = "countersign.card-order.booking-days", defaultValue = "5")
    private int bookingDays;

    @Inject
    private Jurisdictions jurisdictions;

    OrderTerms terms(User user) {
        Limits limits = jurisdictions.limits(user.jurisdiction());
        return new OrderTerms(money(limits, Rule.CARD_LEAST_EQUITY), money(limits, Rule.CARD_DEPOSIT));
    }

    OrderTimes times() {
        return new OrderTimes(addressWait, shipmentDays, returnTime, bookingDays);
    }

    private Money money(Limits limits, Rule rule) {
        return new Money(limits.count(rule), currency);
    }
}
