package dev.countersign.number;

import dev.countersign.phone.MobileNumber;
import dev.countersign.phone.NumberingPlan;
import dev.countersign.phone.SmsHistory;
import dev.countersign.phone.SmsReport;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Puts together what a user sees of his numbers; works inside the caller's transaction. */
@ApplicationScoped
class NumberViews {

    @Inject
    private SmsHistory history;

    OwnNumber view(MobileNumber number) {
        Optional<SmsReport> last = history.last(number);
        return new OwnNumber(
                number.id(),
                number.masked(),
                NumberingPlan.findCountry(number.e164()),
                number.verifiedAt(),
                number.isDefault(),
                history.delivery(last),
                last);
    }
}
