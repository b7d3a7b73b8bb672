package dev.countersign.cardorder;

import dev.countersign.audit.AuditFact;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.Reference;
import dev.countersign.card.CardEnd;
import dev.countersign.card.CardEnded;
import dev.countersign.card.CardLives;
import dev.countersign.card.CardLives.KnownLife;
import dev.countersign.card.CardState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * What becomes of deposits; works inside the caller's transaction, which holds the row of the user, so that what happened and what
 * has to be booked for it stand or fall together.
 */
@ApplicationScoped
class Deposits {

    @Inject
    private CardOrderStore orders;

    @Inject
    private CardLives cards;

    @Inject
    private OrderSettings settings;

    @Inject
    private AuditLog audit;

    @Inject
    private Clock clock;

    void hold(CardOrder order) {
        if (order.depositState() == DepositState.HELD) {
            announce(order, ChargeKind.CARD_DEPOSIT_HELD);
        }
    }

    void release(CardOrder order) {
        if (order.depositState() == DepositState.HELD) {
            order.settle(DepositState.RELEASED);
            announce(order, ChargeKind.CARD_DEPOSIT_RELEASED);
        }
    }

    /** A card that ended is waited for; of one that came back the deposit is booked. */
    void onEnded(@Observes CardEnded event) {
        OrderTimes times = settings.times();
        orders.findByCard(event.cardId())
                .ifPresent(order -> order.await(Optional.of(
                        event.how() == CardEnd.RETURNED
                                ? times.bookingDue(clock.instant())
                                : times.returnDue(clock.instant()))));
    }

    /** Another card is ordered in the place of one that ended; what is due for it is decided when that one was sent. */
    void onReplaced(String cardId) {
        cards.become(cardId, CardState.REPLACED);
        orders.findByCard(cardId).ifPresent(order -> order.await(Optional.empty()));
    }

    /** The other card was not sent: the time for the return counts from the end of this one as before. */
    void onNotReplaced(String cardId) {
        if (cards.get(cardId).state() == CardState.REPLACED) {
            cards.keepEnd(cardId);
            awaitReturn(cardId, cards.get(cardId).endedAt().orElseGet(clock::instant));
        }
    }

    /** The other card is on its way, and with it what the one that ended is sent back in. */
    void onReplacementSent(String cardId) {
        boolean isOwed = orders.findByCard(cardId)
                .filter(order -> order.depositState() == DepositState.HELD)
                .isPresent();
        if (isOwed && cards.get(cardId).state() == CardState.REPLACED) {
            cards.become(cardId, CardState.RETURN_AWAITED);
            awaitReturn(cardId, clock.instant());
        }
    }

    private void awaitReturn(String cardId, Instant since) {
        orders.findByCard(cardId)
                .ifPresent(order -> order.await(Optional.of(settings.times().returnDue(since))));
    }

    /** The time for the return, or for the booking of it, is over. */
    void settle(CardOrder order) {
        KnownLife card = cards.get(order.cardId().orElseThrow());
        if (card.isOwed()) {
            cards.become(card.id(), CardState.CHARGED);
            order.settle(DepositState.CHARGED);
            announce(order, ChargeKind.CARD_FEE_CHARGED);
        } else {
            release(order);
        }
    }

    /** The back office has booked what became of the deposit at last. */
    void onBooked(CardCharge charge) {
        if (charge.kind().isLast()) {
            orders.get(charge.orderId()).cardId().ifPresent(card -> cards.become(card, CardState.CLOSED));
        }
    }

    private void announce(CardOrder order, ChargeKind kind) {
        orders.add(new CardCharge(order, kind, clock.instant()));
        audit.record(
                AuditFact.bySystem(order.userId(), kind.name(), "OK", new Reference(order.reference()), order.id()));
    }
}
