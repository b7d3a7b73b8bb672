package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.contracts.sms.v1.GatewayReport.CarrierReport;
import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.smpp.route.Route;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which carrier is first when one of them delivers badly. The first one is north, by its priority. */
class LearnedRoutesTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final List<String> FORMER = List.of("north", "south");
    private static final List<String> LEARNED = List.of("south", "north");
    private static final int ORDERS = 2_000;

    private final StandInClock clock = new StandInClock(NOW);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CarrierNetwork network =
            new CarrierNetwork(this::line, new Clockwork(timer, threads, clock, new Random(1)));
    private final SmsOrder german = orderTo("+4915112345678");

    @BeforeEach
    void twoCarriersThatAreUp() {
        carriers(routeTo("+", "north", 0), routeTo("+", "south", 1));
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
        threads.shutdownNow();
    }

    @Test
    void whoDeliversIsFirstByItsRoute() {
        deliveries("north", "+", 20, 0);

        assertThat(orders()).containsOnly(FORMER);
    }

    @Test
    void oneOrderInTwentyGoesToWhoDeliversBadly() {
        deliveries("north", "+", 9, 11);

        List<List<String>> orders = orders();

        assertThat(orders).containsOnly(FORMER, LEARNED);
        assertThat(orders.stream().filter(FORMER::equals).count()).isBetween(ORDERS / 20 - 40L, ORDERS / 20 + 40L);
    }

    @Test
    void itIsFirstAgainWhenItDelivers() {
        deliveries("north", "+", 0, 20);
        deliveries("north", "+", 20, 0);

        assertThat(orders()).containsOnly(FORMER);
    }

    @Test
    void itIsFirstAgainWhenNobodyRemembers() {
        deliveries("north", "+", 0, 50);

        clock.pass(Duration.ofMinutes(11));

        assertThat(orders()).containsOnly(FORMER);
    }

    @Test
    void itIsFirstAgainWhenItIsSetAnew() {
        deliveries("north", "+", 0, 50);

        network.apply(new CarrierBook(
                List.of(carrier("north", Duration.ofSeconds(45)), carrier("south", Duration.ZERO)), network.routes()));
        window("north").bound(1);

        assertThat(orders()).containsOnly(FORMER);
    }

    @Test
    void whoIsAloneIsUsed() {
        carriers(routeTo("+", "north", 0));
        deliveries("north", "+", 0, 50);

        assertThat(orders()).containsOnly(List.of("north"));
        assertNobodyWaits();
    }

    @Test
    void whoIsDownIsNoBetter() {
        deliveries("north", "+", 0, 50);
        window("south").bound(0);

        assertThat(orders()).containsOnly(FORMER);
        assertNobodyWaits();
    }

    @Test
    void whoRefusesIsNoBetter() {
        deliveries("north", "+", 0, 50);
        for (int strike = 0; strike < 3; strike++) {
            network.find("south").orElseThrow().note(SubmitAnswer.unanswered(), Set.of(), NOW);
        }

        assertThat(orders()).containsOnly(FORMER);
        assertNobodyWaits();
    }

    /** It would be waited for, or its break. */
    @Test
    void whoHasNoRoomIsNoBetter() {
        deliveries("north", "+", 0, 50);
        while (window("south").hasRoom()) {
            assertThat(window("south").enter(Duration.ZERO)).isTrue();
        }

        assertThat(orders()).containsOnly(FORMER);
        assertNobodyWaits();
    }

    @Test
    void whoDeliversBadlyTooIsNoBetter() {
        deliveries("north", "+", 0, 50);
        deliveries("south", "+", 0, 50);

        assertThat(orders()).containsOnly(FORMER);
    }

    @Test
    void whoIsDownItselfIsNotBetterForDeliveringBadly() {
        deliveries("north", "+", 0, 50);
        window("north").bound(0);

        assertThat(orders()).containsOnly(LEARNED);
    }

    @Test
    void ordersOfAnotherRouteAreNotConcerned() {
        carriers(routeTo("+49", "north", 0), routeTo("+1", "north", 0), routeTo("+", "south", 0));
        deliveries("north", "+49", 0, 50);

        assertThat(orders()).contains(LEARNED);
        assertThat(orders(orderTo("+12025550123"))).containsOnly(FORMER);
    }

    /** An order goes by the most specific one. */
    @Test
    void aFurtherRouteToTheSameCarrierDoesNotSaveIt() {
        carriers(routeTo("+49", "north", 0), routeTo("+", "north", 0), routeTo("+", "south", 1));
        deliveries("north", "+49", 0, 50);
        deliveries("north", "+", 50, 0);

        assertThat(orders()).contains(LEARNED);
        assertThat(orders(orderTo("+12025550123"))).containsOnly(FORMER);
    }

    @Test
    void itIsUpNevertheless() {
        deliveries("north", "+", 0, 50);
        window("south").bound(0);

        assertThat(network.isUp("north")).isTrue();
        assertNobodyWaits();
    }

    @Test
    void theReportNamesTheRoute() {
        deliveries("north", "+", 0, 50);

        List<CarrierReport> carriers =
                Reports.of("gateway1", "run", network, "", 0, NOW).carriers();

        assertThat(carriers).extracting(CarrierReport::deliversBadly).containsExactly(List.of("+"), List.of());
        assertThat(carriers).extracting(CarrierReport::state).containsOnly(CarrierReport.State.UP);
    }

    private void assertNobodyWaits() {
        assertThat(network.carriersFor(german)).anyMatch(network::isUp);
        assertThat(network.takesNow(network.carriersFor(german))).isTrue();
        assertThat(network.hasRoom()).isTrue();
    }

    private List<List<String>> orders() {
        return orders(german);
    }

    private List<List<String>> orders(SmsOrder order) {
        return IntStream.range(0, ORDERS)
                .mapToObj(i -> network.carriersFor(order))
                .toList();
    }

    private void deliveries(String carrier, String prefix, int delivered, int not) {
        for (int i = 0; i < delivered + not; i++) {
            network.find(carrier).orElseThrow().deliveries().note(prefix, i < delivered, clock.instant());
        }
    }

    private void carriers(Route... routes) {
        List<String> names =
                Stream.of(routes).map(Route::carrier).distinct().sorted().toList();
        network.apply(new CarrierBook(
                names.stream().map(name -> carrier(name, Duration.ZERO)).toList(), List.of(routes)));
        names.forEach(name -> window(name).bound(1));
    }

    private SubmissionWindow window(String name) {
        return network.find(name).orElseThrow().window();
    }

    private CarrierLine line(Carrier carrier) {
        return new CarrierLine(
                carrier, new ScriptedCenter(), new SubmissionWindow(carrier.pace()), Executors.newCachedThreadPool());
    }

    private static Carrier carrier(String name, Duration failover) {
        return Carriers.carrier(
                name, Carriers.at(1, "secret12", Duration.ofSeconds(1)), Duration.ofSeconds(20), failover);
    }

    private static Route routeTo(String prefix, String carrier, int priority) {
        return new Route(prefix, Optional.empty(), carrier, priority, BigDecimal.ZERO, 1);
    }

    private static SmsOrder orderTo(String number) {
        return new SmsOrder(UUID.randomUUID(), number, "Code 042042", NOW, NOW.plusSeconds(60));
    }
}
