package dev.countersign.cardorder;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.migration.PhoneStopped;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/** No card is sent that was ordered by a phone which its user has stopped: it would go where whoever had the phone wants it, with his PIN. */
@ApplicationScoped
class StoppedOrders {

    @Inject
    private OrderStore store;

    @Inject
    private Orders orders;

    @Inject
    private AuditLog audit;

    void onStop(@Observes PhoneStopped event) {
        store.findOpen(event.userId())
                .filter(order -> order.isSince(event.since()))
                .ifPresent(this::cancel);
    }

    private void cancel(CardOrder order) {
        orders.end(order, OrderState.CANCELLED);
        audit.record(AuditFact.byUser(
                order.userId(), "CARD_ORDER", "CANCELLED", new Reference(order.reference()), order.id()));
    }
}
