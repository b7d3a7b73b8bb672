package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import dev.countersign.contracts.sms.v1.SmsQueues;
import dev.countersign.smpp.route.Route;
import jakarta.ejb.EJBException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one round takes out of the queue, and what it puts back. */
@Timeout(60)
class OrderIntakeTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Duration LIFE = Duration.ofSeconds(60);
    private static final String TO_FULL = "+12025550123";
    private static final String TO_FREE = "+4915112345678";
    private static final String INFLIGHT = SmsQueues.INFLIGHT_PREFIX + "gateway1";

    private final StandInClock clock = new StandInClock(NOW);
    private final ListBroker broker = new ListBroker(clock);
    private final List<UUID> keys = new ArrayList<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Clockwork clockwork = new Clockwork(timer, timer, clock, new Random(1));
    private final CarrierNetwork network = new CarrierNetwork(
            carrier -> new CarrierLine(carrier, center(carrier), new SubmissionWindow(carrier.pace()), timer),
            clockwork);
    private final OrderDispatch dispatch = new OrderDispatch(
            network,
            new ListMemory(),
            new Unsettled(1_000),
            new DispatchSettings("gateway1", new Backoff(Duration.ofMillis(1), Duration.ofMillis(4))),
            clockwork,
            timer);
    private final ScriptedCenter free = new ScriptedCenter();
    private OrderIntake intake;

    @BeforeEach
    void connect(@TempDir Path directory) throws IOException {
        intake = broker.intake(directory, new DispatchGateway(dispatch));
        network.apply(new CarrierBook(
                List.of(carrier("full"), carrier("free")),
                List.of(
                        new Route("+1", Optional.empty(), "full", 0, BigDecimal.ZERO, 1),
                        new Route("+49", Optional.empty(), "free", 0, BigDecimal.ZERO, 1))));
        window("full").bound(1);
        window("free").bound(1);
        fill("full");
    }

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void ordersBehindOneOfAFullCarrierHaveTheirTurn() throws Exception {
        put(TO_FULL, TO_FREE, TO_FULL, TO_FREE);

        assertThat(takeNext()).isTrue();

        assertThat(broker.moved).containsExactly(SmsQueues.ORDERS, INFLIGHT, SmsQueues.ORDERS, INFLIGHT);
    }

    @Test
    void tellsThatMoreHadToBePutBackThanWent() throws Exception {
        put(TO_FULL, TO_FREE, TO_FULL);

        assertThat(takeNext()).isFalse();

        assertThat(broker.moved).containsExactly(SmsQueues.ORDERS, INFLIGHT, SmsQueues.ORDERS);
    }

    @Test
    void aRoundEndsWhenNobodyHasRoom() throws Exception {
        put(TO_FREE, TO_FREE);
        leaveOnePlace();

        assertThat(takeNext()).isTrue();

        assertThat(broker.moved).containsExactly(INFLIGHT);
        assertThat(broker.size()).isEqualTo(1);
    }

    /** Both copies are in one transaction, before either is under way. */
    @Test
    void anOrderThatLiesTwiceInTheQueueGoesOnce() throws Exception {
        put(TO_FREE);
        broker.putTwice();

        assertThat(takeNext()).isTrue();

        assertThat(broker.moved).containsExactly(INFLIGHT);
        assertThat(broker.size()).isZero();
    }

    /** By its header alone the gateway finds it again in the inflight queue. Whoever else sends orders may leave it out. */
    @ParameterizedTest
    @ValueSource(strings = {"", "7", "b6d8a0f2-6f7e-4b7a-9d55-2f4d5a0f2c11"})
    void anOrderHasItsOwnKeyInItsHeaderWhateverItCameWith(String header) throws Exception {
        UUID free = UUID.randomUUID();
        UUID full = UUID.randomUUID();
        broker.put(free, header, TO_FREE, LIFE);
        broker.put(full, header, TO_FULL, LIFE);

        assertThat(takeNext()).isTrue();

        assertThat(broker.moved).containsExactly(INFLIGHT, SmsQueues.ORDERS);
        assertThat(broker.sent.get(0).getStringProperty(SmsQueues.MESSAGE_KEY)).isEqualTo(free.toString());
        assertThat(broker.sent.get(1).getStringProperty(SmsQueues.MESSAGE_KEY)).isEqualTo(full.toString());
    }

    @Test
    void anEmptyQueueIsNoReasonToPause() {
        assertThat(takeNext()).isTrue();
    }

    @Test
    void anOrderIsSentWhenItsTransactionHasReturned() throws Exception {
        put(TO_FREE);
        free.answers(SubmitAnswer.accepted("a1"));

        new TakenPlaces().use(places -> {
            boolean on = intake.takeNext(Duration.ZERO, places);
            assertThat(free.sent).as("not committed").isEmpty();
            return on;
        });

        Polling.until(() -> free.sent.size() == 1);
    }

    /** The broker may have committed it or not: then it comes again, or lies in the inflight queue and is found there. */
    @Test
    void anOrderWhoseCommitFailsIsNotSentAndItsPlaceIsFree() throws Exception {
        put(TO_FREE);
        leaveOnePlace();
        TakenPlaces places = new TakenPlaces();

        assertThatThrownBy(() -> places.use(taken -> {
                    intake.takeNext(Duration.ZERO, taken);
                    throw new EJBException("the broker is gone");
                }))
                .isInstanceOf(EJBException.class);

        assertWithdrawn();
    }

    @Test
    void anOrderThatIsRolledBackIsNotSentAndItsPlaceIsFree() throws Exception {
        put(TO_FREE);
        leaveOnePlace();
        broker.rollBack();

        new TakenPlaces().use(places -> intake.takeNext(Duration.ZERO, places));

        assertWithdrawn();
    }

    private void leaveOnePlace() {
        fill("free");
        window("free").leave();
    }

    private void assertWithdrawn() {
        assertThat(free.sent).isEmpty();
        assertThat(dispatch.hasRoom()).isTrue();
        assertThat(keys).noneMatch(dispatch::isTaken);
    }

    /** A round of which nothing is sent. */
    private boolean takeNext() {
        TakenPlaces places = new TakenPlaces();
        boolean on = intake.takeNext(Duration.ZERO, places);
        places.withdraw();
        return on;
    }

    private SubmissionWindow window(String name) {
        return network.find(name).orElseThrow().window();
    }

    private void fill(String name) {
        while (window(name).hasRoom()) {
            assertThat(window(name).enter(Duration.ZERO)).isTrue();
        }
    }

    private void put(String... numbers) throws JOSEException {
        for (String number : numbers) {
            keys.add(broker.put(number, LIFE));
        }
    }

    private static Carrier carrier(String name) {
        return Carriers.carrier(
                name, Carriers.at(1, "secret12", Duration.ofSeconds(1)), Duration.ofSeconds(20), Duration.ZERO);
    }

    private ScriptedCenter center(Carrier carrier) {
        return carrier.name().equals("free") ? free : new ScriptedCenter();
    }
}
