package dev.countersign.number;

import dev.countersign.phone.MobileNumber;
import dev.countersign.phone.NumberingPlan;
import dev.countersign.phone.SmsHistory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** Puts together what a user sees of his numbers; works inside the caller's transaction. */
@ApplicationScoped
class NumberViews {

    @Inject
    private SmsHistory history;

    OwnNumber view(MobileNumber number) {
        return new OwnNumber(
                number.id(),
                number.masked(),
                NumberingPlan.findCountry(number.e164()),
                number.verifiedAt(),
                number.isDefault(),
                history.delivery(number),
                history.last(number));
    }
}
