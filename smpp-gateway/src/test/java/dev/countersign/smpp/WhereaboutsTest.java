package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Whose word counts about an order that several carriers have been sent. */
class WhereaboutsTest {

    private static final String A = "a";
    private static final String B = "b";

    @Test
    void whileNobodyHasAllOfItEachMaySayThatItHas() {
        Whereabouts order = Whereabouts.NOWHERE.sent(A, 1).sent(B, 1);

        assertThat(order.isSuperseded(A)).isFalse();
        assertThat(order.isSuperseded(B)).isFalse();
    }

    @Test
    void whoTookAllOfItSupersedesTheOthers() {
        Whereabouts order = Whereabouts.NOWHERE.sent(A, 1).sent(B, 1).taken(B);

        assertThat(order.isSuperseded(A)).isTrue();
        assertThat(order.isSuperseded(B)).isFalse();
        assertThat(order.isDelivery(A)).as("the phone has it").isTrue();
    }

    /** It never said what became of it, and is asked again. */
    @Test
    void oneThatWasOnlySupersededCountsAgainWhenTheOtherDeliversNothing() {
        Whereabouts order =
                Whereabouts.NOWHERE.sent(A, 1).sent(B, 1).taken(B).leave(B).sent(A, 1);

        assertThat(order.isSuperseded(A)).isFalse();
        assertThat(order.isSuperseded(B)).isTrue();
    }

    @Test
    void whoHasAPartDeliversNothingWhenTheOrderHasGoneOn() {
        Whereabouts there = Whereabouts.NOWHERE.sent(A, 2);

        assertThat(there.isDelivery(A)).as("the rest may follow").isTrue();
        assertThat(there.sent(B, 2).isDelivery(A)).isFalse();
        assertThat(there.sent(B, 2).complete(A).isDelivery(A))
                .as("its last answer came late")
                .isTrue();
        assertThat(there.taken(A).leave(A).sent(B, 2).isDelivery(A)).isTrue();
    }
}
