package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.smpp.route.Route;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which receipts say something of a carrier, and which do not. The carrier a is the first of all routes, b the second. */
@Timeout(60)
class LearningTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration NEVER = Duration.ZERO;
    private static final Duration LATE = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofMillis(30);

    private final ListMemory memory = new ListMemory();
    private final Map<String, ScriptedCenter> centers = new HashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Clockwork clockwork = new Clockwork(timer, threads, Clock.fixed(NOW, ZoneOffset.UTC), new Random(1));
    private final CarrierNetwork network = new CarrierNetwork(this::line, clockwork);
    private final OrderDispatch dispatch = new OrderDispatch(
            network,
            memory,
            new Unsettled(100),
            new DispatchSettings("gateway1", new Backoff(Duration.ofMillis(1), Duration.ofMillis(4))),
            clockwork,
            threads);
    private int messages;

    @AfterEach
    void stop() {
        network.close(Duration.ZERO);
        timer.shutdownNow();
        threads.shutdownNow();
    }

    @ParameterizedTest
    @EnumSource(
            value = SmsReceipt.State.class,
            names = {"UNDELIVERABLE", "REJECTED", "EXPIRED", "DELETED"})
    void whatIsNotDeliveredCountsAgainstIt(SmsReceipt.State state) throws Exception {
        carriers(NEVER, "a", "b");
        taken("a", LastOutcomes.LEAST - 1, order -> hear("a", order, state));
        assertThat(isBad("a")).isFalse();

        taken("a", 1, order -> hear("a", order, state));

        assertThat(isBad("a")).isTrue();
        taken("b", 1, order -> {});
    }

    @Test
    void whatIsDeliveredCountsForIt() throws Exception {
        carriers(NEVER, "a", "b");
        taken("a", LastOutcomes.LEAST, order -> hear("a", order, SmsReceipt.State.DELIVERED));

        taken("a", LastOutcomes.LEAST, order -> hear("a", order, SmsReceipt.State.UNDELIVERABLE));

        assertThat(isBad("a")).as("20 of 40").isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = SmsReceipt.State.class,
            names = {"ENROUTE", "ACCEPTED", "UNKNOWN"})
    void whatIsNoEndSaysNothing(SmsReceipt.State state) throws Exception {
        carriers(NEVER, "a");
        taken("a", LastOutcomes.LEAST, order -> {
            hear("a", order, state);
            hear("a", order, SmsReceipt.State.UNDELIVERABLE);
        });
        assertThat(isBad("a")).isTrue();

        taken("a", LastOutcomes.LEAST, order -> hear("a", order, SmsReceipt.State.DELIVERED));

        assertThat(isBad("a")).as("20 of 40").isFalse();
    }

    @Test
    void eachOrderCountsOnce() throws Exception {
        carriers(NEVER, "a", "b");

        taken("a", LastOutcomes.LEAST - 1, order -> {
            hear("a", order, SmsReceipt.State.UNDELIVERABLE);
            hear("a", order, SmsReceipt.State.EXPIRED);
            hearElsewhere("a", order, SmsReceipt.State.EXPIRED);
        });

        assertThat(isBad("a")).isFalse();
    }

    @Test
    void anOrderThatIsSentAgainByTheSameCarrierCountsOnce() throws Exception {
        carriers(NEVER, "a");

        for (int i = 0; i < LastOutcomes.LEAST - 1; i++) {
            center("a").answers(SubmitAnswer.unanswered(), SubmitAnswer.accepted("a" + i));
            SmsOrder order = begin();
            memory.nextResult();
            hear("a", order, SmsReceipt.State.UNDELIVERABLE);
            hear("a", order, SmsReceipt.State.UNDELIVERABLE);
        }

        assertThat(isBad("a")).isFalse();
    }

    @Test
    void whatConcernsNoOrderOfOursSaysNothing() throws Exception {
        carriers(NEVER, "a", "b");

        for (int i = 0; i < LastOutcomes.LEAST; i++) {
            hear("a", order(), SmsReceipt.State.UNDELIVERABLE);
        }

        assertThat(isBad("a")).isFalse();
    }

    @Test
    void whatACarrierSaysOfAnOrderThatItNeverHadSaysNothing() throws Exception {
        carriers(NEVER, "a", "b");

        taken("a", LastOutcomes.LEAST, order -> hear("b", order, SmsReceipt.State.UNDELIVERABLE));

        assertThat(isBad("a")).isFalse();
        assertThat(isBad("b")).isFalse();
    }

    @Test
    void whatAnotherGatewayHeardOfOurOrdersCounts() throws Exception {
        carriers(NEVER, "a", "b");

        taken("a", LastOutcomes.LEAST, order -> hearElsewhere("a", order, SmsReceipt.State.UNDELIVERABLE));

        assertThat(isBad("a")).isTrue();
    }

    /** a delivers none of them, and b all; then a says once more that it did not. */
    @Test
    void ofAnOrderThatMovesOnEachCarrierHasItsOwn() throws Exception {
        carriers(LATE, "a", "b");

        taken("a", LastOutcomes.LEAST - 1, order -> {
            center("b").answers(SubmitAnswer.accepted("b" + messages));
            hear("a", order, SmsReceipt.State.UNDELIVERABLE);
            assertThat(memory.nextResult().smscMessageId()).isEqualTo("b/b" + messages);
            hear("a", order, SmsReceipt.State.EXPIRED);
            hear("b", order, SmsReceipt.State.DELIVERED);
        });

        assertThat(isBad("a")).isFalse();
        taken("a", 1, order -> hear("a", order, SmsReceipt.State.UNDELIVERABLE));
        assertThat(isBad("a")).isTrue();
        assertThat(isBad("b")).isFalse();
    }

    /** a is silent for too long, b is given the order, and then a says something; later it says at once that it did not deliver. */
    @ParameterizedTest
    @EnumSource(
            value = SmsReceipt.State.class,
            names = {"UNDELIVERABLE", "DELIVERED"})
    void whatIsSupersededSaysNothing(SmsReceipt.State state) throws Exception {
        carriers(SOON, "a", "b");
        for (int i = 0; i < 2 * LastOutcomes.LEAST; i++) {
            center("b").answers(SubmitAnswer.accepted("b" + i));
        }

        taken("a", LastOutcomes.LEAST, order -> {
            assertThat(memory.nextResult().smscMessageId()).startsWith("b/");
            hear("a", order, state);
            hear("b", order, SmsReceipt.State.DELIVERED);
        });

        assertThat(isBad("a")).isFalse();
        center("a").beforeAnswer = order -> hear("a", order, SmsReceipt.State.UNDELIVERABLE);
        taken(
                "a",
                LastOutcomes.LEAST,
                order -> assertThat(memory.nextResult().smscMessageId()).startsWith("b/"));
        assertThat(isBad("a")).as("0 of 20").isTrue();
    }

    @Test
    void whatWasTakenBeforeARestartCounts() {
        carriers(LATE, "a");

        for (int i = 0; i < LastOutcomes.LEAST; i++) {
            SmsOrder order = order();
            Mark mark = new Mark(false, true, Set.of(), Optional.of(new Mark.Taken("a", "a" + i)));
            dispatch.takeUp(new GatewayMemory.Inflight(order, mark));
            hear("a", order, SmsReceipt.State.UNDELIVERABLE);
        }

        assertThat(isBad("a")).isTrue();
    }

    /** What was at fault may have been its settings. */
    @Test
    void whatWasSentByTheFormerSettingsSaysNothingOfThePresentOnes() throws Exception {
        carriers(NEVER, "a");
        List<SmsOrder> before = new ArrayList<>();
        taken("a", LastOutcomes.LEAST, before::add);

        carriers(LATE, "a");
        before.forEach(order -> hear("a", order, SmsReceipt.State.UNDELIVERABLE));

        assertThat(isBad("a")).isFalse();
    }

    @Test
    void withOneRouteAloneOrdersGoOnAsBefore() throws Exception {
        carriers(NEVER, "a");
        taken("a", LastOutcomes.MOST, order -> hear("a", order, SmsReceipt.State.UNDELIVERABLE));
        assertThat(isBad("a")).isTrue();

        taken("a", LastOutcomes.LEAST, order -> {});

        assertThat(memory.stalled).isEmpty();
    }

    private boolean isBad(String carrier) {
        return network.find(carrier).orElseThrow().deliveries().isBad("+", NOW);
    }

    private interface Heard {
        void of(SmsOrder order) throws Exception;
    }

    /** Orders one after the other, each of which the carrier takes, and what is heard of it. */
    private void taken(String carrier, int orders, Heard heard) throws Exception {
        for (int i = 0; i < orders; i++) {
            messages++;
            center(carrier).answers(SubmitAnswer.accepted(carrier + messages));
            SmsOrder order = begin();
            assertThat(memory.nextResult().state()).isEqualTo(SmsResult.State.SUBMITTED);
            assertThat(center(carrier).sent).endsWith(order);
            heard.of(order);
        }
    }

    private SmsOrder begin() {
        SmsOrder order = order();
        dispatch.admit(order, Duration.ofSeconds(10)).orElseThrow().begin();
        return order;
    }

    private static SmsOrder order() {
        return new SmsOrder(
                UUID.randomUUID(), "+4915112345678", "Code 042042", NOW.minusSeconds(1), NOW.plusSeconds(60));
    }

    private void hear(String carrier, SmsOrder order, SmsReceipt.State state) {
        dispatch.receive(carrier, receipt(order, state)).join();
    }

    private void hearElsewhere(String carrier, SmsOrder order, SmsReceipt.State state) {
        dispatch.receiveElsewhere(carrier, Receipt.of(receipt(order, state).heardBy("gateway2", carrier)));
    }

    private static Receipt receipt(SmsOrder order, SmsReceipt.State state) {
        return new Receipt("id", state, "", "", OptionalInt.empty(), "", Optional.of(order.messageKey()));
    }

    private void carriers(Duration failover, String... names) {
        network.apply(new CarrierBook(
                Stream.of(names)
                        .map(name -> Carriers.carrier(
                                name, Carriers.at(1, "secret12", Duration.ofSeconds(1)), SOON, failover))
                        .toList(),
                Stream.of(names)
                        .map(name -> new Route(
                                "+", Optional.empty(), name, List.of(names).indexOf(name), BigDecimal.ZERO, 1))
                        .toList()));
        Stream.of(names)
                .forEach(name -> network.find(name).orElseThrow().window().bound(1));
    }

    private CarrierLine line(Carrier carrier) {
        ScriptedCenter center = new ScriptedCenter();
        centers.put(carrier.name(), center);
        return new CarrierLine(carrier, center, new SubmissionWindow(carrier.pace()), Executors.newCachedThreadPool());
    }

    private ScriptedCenter center(String name) {
        return Objects.requireNonNull(centers.get(name));
    }
}
