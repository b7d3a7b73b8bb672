package dev.countersign.card;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.securityevent.SecurityEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * What right answers make of cards, wherever they were asked for: the first one activates a card. Its user is told on all his channels,
 * and it is written down. Works inside the caller's transaction, which holds the rows of user and card.
 */
@ApplicationScoped
class CardActivations {

    @Inject
    private AuditLog audit;

    @Inject
    private Event<SecurityEvent> events;

    @Inject
    private Clock clock;

    /** Whoever answers with a card has it: there is nothing left to activate. Nothing happens with one that is active already. */
    void answered(HeldCard held) {
        if (held.card().isIn(CardState.SHIPPED)) {
            held.card().activate(clock.instant());
            tell(held, "ACTIVE", SecurityEvent.Kind.FACTORS_CHANGED);
        }
    }

    /**
     * The same for an answer after a PIN that is taken over; of an active card the PIN is another one now.
     *
     * @param weakUntil until when a card that is activated counts as an SMS; empty where it counts as what it is
     */
    void answeredWithPin(HeldCard held, Optional<Instant> weakUntil) {
        if (held.card().isIn(CardState.ACTIVE)) {
            tell(held, "PIN_CHANGED", SecurityEvent.Kind.CARD_PIN_CHANGED);
        } else {
            held.card().weaken(weakUntil);
            answered(held);
        }
    }

    private void tell(HeldCard held, String reason, SecurityEvent.Kind kind) {
        audit.record(AuditFact.byUser(
                held.userId(),
                "CARD",
                reason,
                Reference.next(),
                held.card().id().toString()));
        events.fire(SecurityEvent.of(held.userId(), kind));
    }
}
