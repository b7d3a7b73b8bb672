package dev.countersign.cardorder;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.user.User;
import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** Where the broker's back office reads what it has to book, and says that it has. Each method is one transaction. */
@Stateless
public class ChargeDesk {

    @Inject
    private CardOrderStore store;

    @Inject
    private UserStore users;

    @Inject
    private Deposits deposits;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    /** What is not booked, the oldest first; a hundred at most. */
    public List<ChargeView> listUnbooked() {
        return store.listUnbooked().stream().map(CardCharge::view).toList();
    }

    /** It is booked; saying so twice changes nothing. Empty where there is no such. */
    public Optional<ChargeView> book(String id, String operator) {
        return store.findCharge(id).map(charge -> {
            User user = users.lockUser(store.get(charge.orderId()).userId());
            store.refreshed(charge);
            if (charge.book(clock.instant())) {
                audit.record(AuditFact.byOperator(operator, user.id(), "CARD_CHARGE_BOOKED", "OK", charge.id()));
                deposits.onBooked(charge);
            }
            return charge.view();
        });
    }
}
