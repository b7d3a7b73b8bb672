package dev.countersign.sms;

import dev.countersign.budget.Asker;
import dev.countersign.budget.SmsBudget;
import dev.countersign.budget.SmsBudget.Counted;
import dev.countersign.policy.Jurisdictions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Gives numbers back the turns of SMS that died before any carrier had them, and their countries what was counted: that nobody enters
 * them says nothing. Works inside the caller's transaction, and comes behind the rows of the orders.
 */
@ApplicationScoped
class UnsentTurns {

    @Inject
    private MobileNumbers numbers;

    @Inject
    private SmsBudget budget;

    @Inject
    private Jurisdictions jurisdictions;

    @Inject
    private Clock clock;

    /** Gives back the turns of those that are EXPIRED now; what may have been sent keeps its turn. */
    void giveBack(Collection<OutboundSms> orders) {
        Instant now = clock.instant();
        List<OutboundSms> unsent = orders.stream()
                .filter(sms -> sms.state() == SmsState.EXPIRED)
                .sorted(Comparator.comparing(OutboundSms::e164))
                .toList();
        unsent.forEach(sms -> numbers.giveBackTurn(sms.e164(), sms.createdAt(), now, rules(sms.e164())));
        budget.giveBack(unsent.stream()
                .filter(OutboundSms::isOfUnproven)
                .map(sms -> new Counted(SmsCodes.destination(sms.e164(), Asker.NOBODY), sms.createdAt()))
                .toList());
    }

    /** Of the number's country: whose user asked is not known any more, and each who asks next is held by rules of his own. */
    private SmsRules rules(String e164) {
        return SmsRules.of(jurisdictions.limits(NumberingPlan.findCountry(e164).orElse(NumberingPlan.NO_REGION)));
    }
}
