package dev.countersign.cardorder;

import static dev.countersign.cardorder.OrderScene.granted;
import static dev.countersign.cardorder.OrderScene.simple;
import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.audit.AuditTrail;
import dev.countersign.move.PhoneStopped;
import dev.countersign.securityevent.SecurityEvent;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A phone that was not its user's has ordered a card. */
class StoppedOrdersTest {

    private final OrderScene scene = new OrderScene();
    private final Instant now = scene.beans().clock().instant();

    @Test
    void noCardIsSentWithThePinOfWhoeverHadThePhone() {
        String id = granted(scene.place(simple())).id();

        stopped(now);

        assertThat(scene.order(id).state()).isEqualTo(CardOrderState.CANCELLED);
        assertThat(scene.kinds())
                .containsExactlyInAnyOrder(ChargeKind.CARD_DEPOSIT_HELD, ChargeKind.CARD_DEPOSIT_RELEASED);
        assertThat(AuditTrail.of(scene.beans(), scene.user().userId())).endsWith("CARD_ORDER CANCELLED");
    }

    @Test
    void anOrderFromBeforeStays() {
        String id = granted(scene.place(simple())).id();

        stopped(now.plusMillis(1));

        assertThat(scene.order(id).state()).isEqualTo(CardOrderState.REQUESTED);
    }

    @Test
    void whoSaysThatALoginWasNotHisStopsAnOrderToAnotherAddressOrWithAPin() {
        String id = granted(scene.place(simple())).id();

        tell(SecurityEvent.Kind.SESSIONS_DISOWNED);

        assertThat(scene.order(id).state()).isEqualTo(CardOrderState.CANCELLED);
        assertThat(scene.order(id).depositState()).isEqualTo(DepositState.RELEASED);
        assertThat(AuditTrail.of(scene.beans(), scene.user().userId())).endsWith("CARD_ORDER DISOWNED");
    }

    @Test
    void oneThatHarmsNobodyIsSentAllTheSame() {
        OrderWish plain = new OrderWish(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        String id = granted(scene.place(plain)).id();

        tell(SecurityEvent.Kind.SESSIONS_DISOWNED);

        assertThat(scene.order(id).state()).isEqualTo(CardOrderState.REQUESTED);
    }

    @Test
    void whateverElseHappensToTheUserStopsNone() {
        String id = granted(scene.place(simple())).id();

        for (SecurityEvent.Kind kind : SecurityEvent.Kind.values()) {
            if (kind != SecurityEvent.Kind.SESSIONS_DISOWNED) {
                tell(kind);
            }
        }

        assertThat(scene.order(id).state()).isEqualTo(CardOrderState.REQUESTED);
    }

    private void tell(SecurityEvent.Kind kind) {
        scene.beans()
                .run(
                        StoppedOrders.class,
                        orders ->
                                orders.onDisowned(SecurityEvent.of(scene.user().userId(), kind)));
    }

    private void stopped(Instant since) {
        scene.beans()
                .run(
                        StoppedOrders.class,
                        orders -> orders.onStop(new PhoneStopped(scene.user().userId(), since)));
    }
}
