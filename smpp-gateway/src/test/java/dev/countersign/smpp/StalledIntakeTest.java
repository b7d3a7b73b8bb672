package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import dev.countersign.contracts.sms.v1.SmsQueues;
import dev.countersign.contracts.sms.v1.SmsStalled;
import dev.countersign.smpp.route.Route;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Orders of a carrier that is down, beside one that takes messages: how often they are looked at, and whom they hold up. */
@Timeout(60)
class StalledIntakeTest {

    private static final String TO_AWAY = "+12025550123";
    private static final String TO_UP = "+4915112345678";
    private static final String TO_REBOUND = "+33612345678";
    private static final String INFLIGHT = SmsQueues.INFLIGHT_PREFIX + "gateway1";
    private static final Duration LIFE = Duration.ofMinutes(10);
    private static final Duration ROUND = Duration.ofMillis(1);
    private static final Duration PUT_BACK_PAUSE = Duration.ofMillis(100);

    private final StandInClock clock = new StandInClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final ListBroker broker = new ListBroker(clock);
    private final ListMemory memory = new ListMemory();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Clockwork clockwork = new Clockwork(timer, timer, clock, new Random(1));
    private final CarrierNetwork network = new CarrierNetwork(
            carrier -> new CarrierLine(
                    carrier, new ScriptedCenter(), new SubmissionWindow(carrier.pace(), this::nanoTime), timer),
            clockwork);
    private final OrderDispatch dispatch = new OrderDispatch(
            network,
            memory,
            new Unsettled(10_000),
            new DispatchSettings("gateway1", new Backoff(Duration.ofMillis(1), Duration.ofMillis(4))),
            clockwork,
            timer);
    private OrderIntake intake;

    @BeforeEach
    void connect(@TempDir Path directory) throws IOException {
        intake = broker.intake(directory, new DispatchGateway(dispatch));
        network.apply(new CarrierBook(
                List.of(carrier("away"), carrier("up"), carrier("rebound")),
                List.of(
                        new Route("+1", Optional.empty(), "away", 0, BigDecimal.ZERO, 1),
                        new Route("+33", Optional.empty(), "rebound", 0, BigDecimal.ZERO, 1),
                        new Route("+49", Optional.empty(), "up", 0, BigDecimal.ZERO, 1))));
        window("up").bound(1);
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void anOrderIsLookedAtAboutOnceASecond() throws Exception {
        put(TO_AWAY, 1);

        pass(Duration.ofMinutes(1));

        assertThat(broker.count(SmsQueues.ORDERS)).isBetween(58L, 125L);
        assertThat(broker.size()).isEqualTo(1);
    }

    @Test
    void manyOrdersAreLookedAtAHundredTimesASecondAllTogether() throws Exception {
        put(TO_AWAY, 1_000);
        pass(Duration.ofSeconds(10));
        long before = broker.count(SmsQueues.ORDERS);

        pass(Duration.ofMinutes(1));

        assertThat(broker.count(SmsQueues.ORDERS) - before).isBetween(5_000L, 7_000L);
        assertThat(broker.size()).isEqualTo(1_000);
    }

    @Test
    void ordersOfAnotherCarrierAreTakenBetweenThem() throws Exception {
        put(TO_AWAY, 1_000);
        pass(Duration.ofSeconds(10));
        Instant before = clock.instant();
        put(TO_UP, 1);

        passUntilOneIsTaken();

        assertThat(Duration.between(before, clock.instant())).isLessThan(PUT_BACK_PAUSE);
    }

    @Test
    void anOrderGoesWithinASecondWhenItsCarrierIsBack() throws Exception {
        put(TO_AWAY, 5);
        pass(Duration.ofMinutes(5));
        Instant before = clock.instant();

        window("away").bound(1);
        pass(Duration.ofSeconds(1).plus(ROUND));

        assertThat(broker.count(INFLIGHT)).isEqualTo(5);
        assertThat(clock.instant()).isBefore(before.plusSeconds(4));
    }

    @Test
    void anOrderIsNotGivenOutAfterItsEnd() throws Exception {
        put(TO_AWAY, 3);

        pass(LIFE.plusSeconds(2));

        assertThat(broker.size()).isZero();
        assertThat(broker.count(INFLIGHT)).isZero();
    }

    @Test
    void itIsToldOnceOfEachOrderThatItWaits() throws Exception {
        UUID first = broker.put(TO_AWAY, LIFE);
        UUID second = broker.put(TO_AWAY, LIFE);
        put(TO_UP, 1);
        window("away").bound(1);
        throttle("away", 1);
        round();
        timer.submit(() -> {}).get();
        assertThat(memory.stalled).as("a carrier on a break is up").isEmpty();
        window("away").bound(0);

        pass(Duration.ofMinutes(1));

        Polling.until(() -> memory.stalled.size() == 2);
        assertThat(memory.stalled).extracting(SmsStalled::messageKey).containsExactlyInAnyOrder(first, second);
        assertThat(memory.stalled).extracting(SmsStalled::gateway).containsOnly("gateway1");
        assertThat(memory.stalled).extracting(SmsStalled::carriers).containsOnly(List.of("away"));
    }

    @Test
    void aClockThatWasSetBackHoldsNoOrderForLong() throws Exception {
        put(TO_AWAY, 1);
        pass(Duration.ofSeconds(10));
        clock.set(clock.instant().minus(Duration.ofHours(1)));
        put(TO_AWAY, 1);
        long before = broker.count(SmsQueues.ORDERS);

        pass(Duration.ofMinutes(2));

        assertThat(broker.count(SmsQueues.ORDERS) - before).isGreaterThan(30);
    }

    @Test
    void anOrderWaitsWhileItsCarrierIsOnABreakAfterThrottling() throws Exception {
        window("away").bound(1);
        throttle("away", 6);
        put(TO_AWAY, 1);

        passUntilOneIsTaken();

        assertThat(broker.count(SmsQueues.ORDERS)).isBetween(2L, 8L);
    }

    @Test
    void anOrderWhoseCarrierIsAwayForAMomentStandsBehindNoneOfADeadOne() throws Exception {
        put(TO_AWAY, 1_000);
        pass(Duration.ofSeconds(10));
        put(TO_REBOUND, 1);
        pass(Duration.ofSeconds(1));
        Instant before = clock.instant();

        window("rebound").bound(1);
        passUntilOneIsTaken();

        assertThat(Duration.between(before, clock.instant())).isLessThan(Duration.ofSeconds(2));
    }

    /** It may take more than a hundred a second when the break is over. */
    @Test
    void ordersOfACarrierThatIsBoundAndSlowAreLookedAtMoreOften() throws Exception {
        window("away").bound(1);
        throttle("away", 12);
        put(TO_AWAY, 1_000);
        pass(Duration.ofSeconds(5));
        long before = broker.count(SmsQueues.ORDERS);

        pass(Duration.ofSeconds(4));

        assertThat(broker.count(SmsQueues.ORDERS) - before).isGreaterThan(1_000);
    }

    /** One after the other: the last break is of {@code 100 ms * 2^(times - 1)}. */
    private void throttle(String name, int times) {
        for (int i = 0; i < times; i++) {
            clock.pass(Duration.ofSeconds(10));
            window(name).throttled();
        }
    }

    private SubmissionWindow window(String name) {
        return network.find(name).orElseThrow().window();
    }

    private long nanoTime() {
        return Duration.between(Instant.EPOCH, clock.instant()).toNanos();
    }

    private void put(String number, int orders) throws JOSEException {
        for (int i = 0; i < orders; i++) {
            broker.put(number, LIFE);
        }
    }

    /** One intake at work, as the gateway has it. */
    private void pass(Duration time) {
        Instant end = clock.instant().plus(time);
        while (clock.instant().isBefore(end)) {
            round();
        }
    }

    private void passUntilOneIsTaken() {
        while (broker.count(INFLIGHT) == 0) {
            round();
        }
    }

    private void round() {
        TakenPlaces places = new TakenPlaces();
        boolean on = intake.takeNext(Duration.ofSeconds(2), places);
        broker.commit();
        clock.pass(ROUND);
        if (!on) {
            clock.pass(PUT_BACK_PAUSE);
        }
    }

    private static Carrier carrier(String name) {
        return Carriers.carrier(
                name, Carriers.at(1, "secret12", Duration.ofSeconds(1)), Duration.ofSeconds(20), Duration.ZERO);
    }
}
