package dev.countersign.number;

import dev.countersign.sms.MobileNumber;
import dev.countersign.sms.NumberingPlan;
import dev.countersign.sms.SmsHistory;
import dev.countersign.sms.SmsReport;
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
