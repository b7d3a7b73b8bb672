package dev.countersign.smpp.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RouterTest {

    private static final Destination GERMAN = new Destination("+4915112345678", Optional.of("26201"));

    private final Map<String, Health> health = new HashMap<>();

    @Test
    void prefersTheLongerPrefixAndFallsBackToTheShorter() {
        List<Route> routes = List.of(to("+", "world"), to("+49151", "near"), to("+49", "country"), to("+43", "other"));

        assertThat(order(routes)).containsExactly("near", "country", "world");
    }

    @Test
    void aRouteOfTheNetworkComesBeforeALongerPrefix() {
        List<Route> routes = List.of(
                to("+49151", "prefix"),
                new Route("+", Optional.of("26201"), "network", 0, BigDecimal.ZERO, 1),
                new Route("+", Optional.of("26202"), "other", 0, BigDecimal.ZERO, 1));

        assertThat(order(routes)).containsExactly("network", "prefix");
        assertThat(Router.order(
                        routes, new Destination("+4915112345678", Optional.empty()), this::health, new Random(1)))
                .containsExactly("prefix");
    }

    @Test
    void thenPriorityThenCost() {
        List<Route> routes = List.of(
                route("dear", 0, "0.090", 1),
                route("later", 1, "0.001", 1),
                route("cheap", 0, "0.0100", 1),
                route("cheapest", 0, "0.005", 1));

        assertThat(order(routes)).containsExactly("cheapest", "cheap", "dear", "later");
    }

    @Test
    void costsAreComparedAsNumbers() {
        List<Route> routes = List.of(route("a", 0, "0.10", 1), route("b", 0, "0.1", 1_000_000));

        assertThat(order(routes).get(0)).isEqualTo("b");
    }

    @Test
    void whatIsUpComesFirstAndWhatIsDownLast() {
        List<Route> routes = List.of(to("+49151", "near"), to("+49", "country"), to("+", "world"));
        health.put("near", Health.DOWN);
        health.put("country", Health.DEGRADED);

        assertThat(order(routes)).containsExactly("world", "country", "near");
    }

    @Test
    void drawsAmongEqualsByWeight() {
        List<Route> routes = List.of(route("a", 0, "0", 3), route("b", 0, "0", 1));
        Random random = new Random(7);
        int first = 0;
        for (int draw = 0; draw < 4_000; draw++) {
            List<String> order = Router.order(routes, GERMAN, this::health, random);
            assertThat(order).containsExactlyInAnyOrder("a", "b");
            first += order.get(0).equals("a") ? 1 : 0;
        }

        assertThat(first).isBetween(2_850, 3_150);
    }

    @Test
    void whoDeliversBadlyStepsBackBehindThoseThatAreWell() {
        assertThat(stepBack(Set.of("b"), Set.of("a", "c", "d"))).containsExactly("a", "c", "d", "b", "e");
        assertThat(stepBack(Set.of("a", "c"), Set.of("b", "d"))).containsExactly("b", "d", "a", "c", "e");
        assertThat(stepBack(Set.of("a"), Set.of("c"))).containsExactly("c", "a", "b", "d", "e");
    }

    @Test
    void nobodyMovesWhereAllDeliverOrNobodyIsWell() {
        assertThat(stepBack(Set.of(), Set.of("c"))).containsExactly("a", "b", "c", "d", "e");
        assertThat(stepBack(Set.of("a"), Set.of())).containsExactly("a", "b", "c", "d", "e");
        assertThat(stepBack(Set.of("c"), Set.of("a"))).containsExactly("a", "b", "c", "d", "e");
        assertThat(Router.stepBack(List.of(), any -> true, any -> true)).isEmpty();
    }

    /** Whether there is room may change while it is asked. */
    @Test
    void nobodyIsLostOrDoubledWhoIsWellByTurns() {
        AtomicInteger asked = new AtomicInteger();

        assertThat(Router.stepBack(List.of("a", "b", "c", "d"), "a"::equals, any -> asked.incrementAndGet() % 2 == 0))
                .containsExactlyInAnyOrder("a", "b", "c", "d");
    }

    private static List<String> stepBack(Set<String> badly, Set<String> well) {
        return Router.stepBack(List.of("a", "b", "c", "d", "e"), badly::contains, well::contains);
    }

    @Test
    void namesACarrierOnceWhereSeveralRoutesLeadToIt() {
        List<Route> routes = List.of(to("+49151", "a"), to("+49", "b"), to("+", "a"));

        assertThat(order(routes)).containsExactly("a", "b");
    }

    @Test
    void knowsNoWayWhereThereIsNone() {
        assertThat(order(List.of(to("+43", "a")))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "49", "+0", "+49151x", "+1234567890123456"})
    void refusesWhatIsNoBeginningOfANumber(String prefix) {
        assertThatThrownBy(() -> to(prefix, "a")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesValuesThatMakeNoSense() {
        assertThatThrownBy(() -> route("a", -1, "0", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> route("a", 0, "-0.1", 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> route("a", 0, "0", 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Route("+", Optional.of("262"), "a", 0, BigDecimal.ZERO, 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void keepsTheNumberOutOfItsDescription() {
        assertThat(GERMAN.toString()).doesNotContain("4915112345678").contains("26201");
    }

    private List<String> order(List<Route> routes) {
        return Router.order(routes, GERMAN, this::health, new Random(1));
    }

    private Health health(String carrier) {
        return health.getOrDefault(carrier, Health.UP);
    }

    private static Route to(String prefix, String carrier) {
        return new Route(prefix, Optional.empty(), carrier, 0, BigDecimal.ZERO, 1);
    }

    private static Route route(String carrier, int priority, String cost, int weight) {
        return new Route("+", Optional.empty(), carrier, priority, new BigDecimal(cost), weight);
    }
}
