package dev.countersign.cardorder;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.move.PhoneStopped;
import dev.countersign.securityevent.SecurityEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;

/**
 * No card is sent that was ordered by a phone which its user has stopped, or before he said that a login was not his: it would go where
 * whoever that was wants it, or have his PIN.
 */
@ApplicationScoped
class StoppedOrders {

    private static final String TYPE = "CARD_ORDER";

    @Inject
    private CardOrderStore store;

    @Inject
    private CardOrders orders;

    @Inject
    private AuditLog audit;

    void onStop(@Observes PhoneStopped event) {
        store.findOpen(event.userId())
                .filter(order -> order.isSince(event.since()))
                .ifPresent(order -> {
                    orders.end(order, CardOrderState.CANCELLED);
                    audit.record(AuditFact.byUser(
                            order.userId(), TYPE, "CANCELLED", new Reference(order.reference()), order.id()));
                });
    }

    /**
     * Somebody else was in the account, says the user. An order to the address that the broker knows, whose PIN is chosen when the card is
     * there, harms nobody.
     */
    void onDisowned(@Observes SecurityEvent event) {
        if (event.kind() == SecurityEvent.Kind.SESSIONS_DISOWNED) {
            store.findOpen(event.userId()).filter(CardOrder::isConfided).ifPresent(order -> {
                orders.end(order, CardOrderState.CANCELLED);
                audit.record(AuditFact.bySystem(
                        order.userId(), TYPE, "DISOWNED", new Reference(order.reference()), order.id()));
            });
        }
    }
}
