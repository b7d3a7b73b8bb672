package dev.countersign.cardorder;

import dev.countersign.user.UserStore;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;

/** Settles deposits whose time has come, one a transaction. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class Returns {

    @Inject
    private CardOrderStore store;

    @Inject
    private UserStore users;

    @Inject
    private Deposits deposits;

    @Inject
    private Clock clock;

    /** Takes the one that waits longest; false if there was none. Another node may have been faster. */
    public boolean settleNext() {
        Optional<CardOrder> due = store.findDue(clock.instant());
        due.ifPresent(order -> {
            users.lockUser(order.userId());
            if (store.refreshed(order).isDue(clock.instant())) {
                deposits.settle(order);
            }
        });
        return due.isPresent();
    }
}
