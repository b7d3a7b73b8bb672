package dev.countersign.card;

import static dev.countersign.card.CardState.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What may follow on what. */
class CardStateTest {

    private static final Map<CardState, Set<CardState>> NEXT = Map.ofEntries(
            Map.entry(UNRELEASED, Set.of(IN_STOCK)),
            Map.entry(IN_STOCK, Set.of(SHIPPED)),
            Map.entry(SHIPPED, Set.of(ACTIVE, LOST, STOLEN, DEFECTIVE, RETURNED)),
            Map.entry(ACTIVE, Set.of(LOST, STOLEN, DEFECTIVE, RETURNED)),
            Map.entry(LOST, Set.of(REPLACED, RETURNED, CHARGED, CLOSED)),
            Map.entry(STOLEN, Set.of(REPLACED, RETURNED, CHARGED, CLOSED)),
            Map.entry(DEFECTIVE, Set.of(REPLACED, RETURNED, CHARGED, CLOSED)),
            Map.entry(REPLACED, Set.of(LOST, STOLEN, DEFECTIVE, RETURN_AWAITED, RETURNED, CHARGED, CLOSED)),
            Map.entry(RETURN_AWAITED, Set.of(RETURNED, CHARGED, CLOSED)),
            Map.entry(RETURNED, Set.of(CLOSED)),
            Map.entry(CHARGED, Set.of(CLOSED)),
            Map.entry(CLOSED, Set.of()));

    @Test
    void theChainIsTheOneOfTheTable() {
        for (CardState from : CardState.values()) {
            for (CardState next : CardState.values()) {
                assertThat(from.leadsTo(next))
                        .as(from + " to " + next)
                        .isEqualTo(NEXT.getOrDefault(from, Set.of()).contains(next));
            }
        }
    }

    @Test
    void whatIsHeldOutstandingOrReplaceableIsOneThingAlone() {
        for (CardState state : CardState.values()) {
            assertThat(state.isHeld())
                    .as(state.name())
                    .isEqualTo(Set.of(SHIPPED, ACTIVE).contains(state));
            assertThat(state.isOutstanding())
                    .as(state.name())
                    .isEqualTo(Set.of(LOST, STOLEN, DEFECTIVE, REPLACED, RETURN_AWAITED)
                            .contains(state));
            assertThat(state.isReplaceable())
                    .as(state.name())
                    .isEqualTo(Set.of(LOST, STOLEN, DEFECTIVE).contains(state));
        }
    }

    @Test
    void anEmptyBatteryIsADefectThatCostsNothing() {
        assertThat(CardEnd.BATTERY.state()).isEqualTo(DEFECTIVE);
        for (CardEnd end : CardEnd.values()) {
            assertThat(end.isFree()).as(end.name()).isEqualTo(end == CardEnd.BATTERY);
            assertThat(end.isLoss()).as(end.name()).isEqualTo(end == CardEnd.LOST || end == CardEnd.STOLEN);
            if (end != CardEnd.BATTERY) {
                assertThat(end.state().name()).isEqualTo(end.name());
            }
        }
    }

    @Test
    void aPinIsFourDigitsThatNobodyReads() {
        assertThat(new CardPin("0471")).asString().doesNotContain("0471");
        for (String odd : new String[] {"", "471", "04711", "04a1", "٠٤٧١", "0471 "}) {
            assertThatThrownBy(() -> new CardPin(odd))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("pin has four digits");
        }
    }
}
