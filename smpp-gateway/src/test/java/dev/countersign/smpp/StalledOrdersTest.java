package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.contracts.sms.v1.SmsStalled;
import dev.countersign.smpp.route.Route;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the core is told of orders under way that wait for a carrier. */
@Timeout(60)
class StalledOrdersTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final SubmitAnswer BUSY = SubmitAnswer.refused(CommandStatus.ESME_RSYSERR);
    private static final SubmitAnswer UNSUITABLE = SubmitAnswer.refused(0x0a);

    private final ListMemory memory = new ListMemory();
    private final Map<String, ScriptedCenter> centers = new HashMap<>();
    private final ExecutorService helpers = Executors.newFixedThreadPool(4);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Clockwork clockwork = new Clockwork(timer, helpers, Clock.fixed(NOW, ZoneOffset.UTC), new Random(1));
    private final CarrierNetwork network = new CarrierNetwork(this::line, clockwork);
    private final OrderDispatch dispatch = new OrderDispatch(
            network,
            memory,
            new Unsettled(10),
            new DispatchSettings("gateway1", new Backoff(Duration.ofMillis(1), Duration.ofMillis(4))),
            clockwork,
            helpers);

    @AfterEach
    void stop() {
        network.close(Duration.ZERO);
        timer.shutdownNow();
        helpers.shutdownNow();
    }

    @Test
    void anOrderWhoseCarrierGoesAwayIsToldOnceUntilItIsBack() throws Exception {
        carriers("a");
        center("a").beforeAnswer = order -> window("a").bound(0);
        center("a").answers(SubmitAnswer.notSent(), SubmitAnswer.accepted("a1"));
        memory.failures.set(1);

        SmsOrder order = begin();

        Polling.until(() -> memory.stalled.contains(new SmsStalled(order.messageKey(), List.of("a"), NOW, "gateway1")));
        center("a").beforeAnswer = again -> {};
        window("a").bound(1);
        assertThat(memory.nextResult().state()).isEqualTo(SmsResult.State.SUBMITTED);
        assertThat(memory.stalled).hasSize(1);
    }

    @Test
    void anOrderThatItsCarrierRefusesAgainAndAgainIsTold() throws Exception {
        carriers("a");
        center("a").answers(BUSY, BUSY, BUSY, BUSY, SubmitAnswer.accepted("a1"));

        begin();

        assertThat(memory.nextResult().state()).isEqualTo(SmsResult.State.SUBMITTED);
        Polling.until(() -> memory.stalled.size() == 1);
    }

    @Test
    void anOrderThatIsRefusedNowAndThenIsNotTold() throws Exception {
        carriers("a");
        center("a").answers(BUSY, BUSY, SubmitAnswer.accepted("a1"));

        begin();

        assertThat(memory.nextResult().state()).isEqualTo(SmsResult.State.SUBMITTED);
        drain();
        assertThat(memory.stalled).isEmpty();
    }

    /** The phone may show it. */
    @Test
    void anOrderOfWhichAPartWentOutIsNotTold() throws Exception {
        carriers("a");
        center("a").answers(SubmitAnswer.accepted("a1"), BUSY, BUSY, BUSY, BUSY, SubmitAnswer.accepted("a2"));

        begin(order("x".repeat(161)));

        assertThat(memory.nextResult().state()).isEqualTo(SmsResult.State.SUBMITTED);
        drain();
        assertThat(memory.stalled).isEmpty();
    }

    @Test
    void aCarrierThatIsUpAndTakesThisOrderNeverIsNoWayForIt() throws Exception {
        carriers("a", "b");
        window("b").bound(0);
        center("a").answers(UNSUITABLE);
        center("b").answers(SubmitAnswer.accepted("b1"));

        begin();

        Polling.until(() -> memory.stalled.size() == 1);
        assertThat(memory.stalled).extracting(SmsStalled::carriers).containsExactly(List.of("b"));
        window("b").bound(1);
        assertThat(memory.nextResult().smscMessageId()).isEqualTo("b/b1");
    }

    @Test
    void anOrderThatWaitedInTheQueueIsNotToldAgain() throws Exception {
        carriers("a");
        window("a").bound(0);
        SmsOrder order = order();
        assertThat(dispatch.admit(order, Duration.ZERO)).isEmpty();
        assertThat(dispatch.findPause(order)).isPresent();
        Polling.until(() -> memory.stalled.size() == 1);
        window("a").bound(1);
        center("a").answers(BUSY, BUSY, BUSY, BUSY, SubmitAnswer.accepted("a1"));

        begin(order);

        assertThat(memory.nextResult().state()).isEqualTo(SmsResult.State.SUBMITTED);
        assertThat(memory.stalled).hasSize(1);
    }

    @Test
    void anOrderWaitsToldWhileEveryCarrierPauses() throws Exception {
        carriers("a");
        center("a").beforeAnswer = order -> network.apply(new CarrierBook(List.of(), List.of()));
        center("a").answers(SubmitAnswer.notSent());

        begin();

        Polling.until(() -> memory.stalled.size() == 1);
    }

    private void drain() throws InterruptedException {
        helpers.shutdown();
        assertThat(helpers.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    private void carriers(String... names) {
        network.apply(new CarrierBook(
                Stream.of(names)
                        .map(name -> Carriers.carrier(
                                name,
                                Carriers.at(1, "secret12", Duration.ofSeconds(1)),
                                Duration.ofMillis(30),
                                Duration.ZERO))
                        .toList(),
                Stream.of(names)
                        .map(name -> new Route(
                                "+", Optional.empty(), name, List.of(names).indexOf(name), BigDecimal.ZERO, 1))
                        .toList()));
        Stream.of(names).forEach(name -> window(name).bound(1));
    }

    private CarrierLine line(Carrier carrier) {
        ScriptedCenter center = new ScriptedCenter();
        centers.put(carrier.name(), center);
        return new CarrierLine(carrier, center, new SubmissionWindow(carrier.pace()), Executors.newFixedThreadPool(2));
    }

    private ScriptedCenter center(String name) {
        return Objects.requireNonNull(centers.get(name));
    }

    private SubmissionWindow window(String name) {
        return network.find(name).orElseThrow().window();
    }

    private SmsOrder begin() {
        return begin(order());
    }

    private SmsOrder begin(SmsOrder order) {
        dispatch.admit(order, Duration.ofSeconds(10)).orElseThrow().begin();
        return order;
    }

    private static SmsOrder order() {
        return order("Code 042042");
    }

    private static SmsOrder order(String text) {
        return new SmsOrder(UUID.randomUUID(), "+4915112345678", text, NOW.minusSeconds(1), NOW.plusSeconds(60));
    }
}
