package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Carriers that come and go. */
@Timeout(60)
class CarrierNetworkTest {

    private static final SmppSettings ACCESS = Carriers.at(1, "secret12", Duration.ofSeconds(30));
    private static final Carrier NORTH = Carriers.carrier("north", ACCESS, Duration.ofSeconds(20), Duration.ZERO);
    private static final Carrier CHANGED =
            Carriers.carrier("north", ACCESS, Duration.ofSeconds(20), Duration.ofSeconds(60));

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService links = Executors.newCachedThreadPool();
    private final ScriptedCenter center = new ScriptedCenter();
    private final CarrierNetwork network =
            new CarrierNetwork(this::line, new Clockwork(timer, links, Clock.systemUTC(), new Random(1)));

    @AfterEach
    void stop() {
        timer.shutdownNow();
        links.shutdownNow();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void whoIsSlowToUnbindHoldsUpNeitherABookNorTheTimer(int outstanding) throws Exception {
        CountDownLatch closing = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        AtomicInteger inVain = new AtomicInteger();
        center.beforeClose = () -> {
            closing.countDown();
            if (!isFree(free)) {
                inVain.incrementAndGet();
            }
        };
        network.apply(CarrierBook.of(NORTH));
        SubmissionWindow window = network.find("north").orElseThrow().window();
        window.bound(1);
        for (int taken = 0; taken < outstanding; taken++) {
            assertThat(window.enter(Duration.ZERO)).isTrue();
        }

        network.apply(new CarrierBook(List.of(), List.of()));
        for (int taken = 0; taken < outstanding; taken++) {
            window.leave();
        }
        closing.await();
        timer.submit(() -> {}).get();
        free.countDown();

        Polling.until(() -> center.closed);
        assertThat(inVain).hasValue(0);
    }

    @Test
    void nothingIsOpenedBeforeTheGatewayIsReadyAndThenOnce() throws Exception {
        network.apply(CarrierBook.of(NORTH));
        network.apply(CarrierBook.of(CHANGED));
        Polling.until(() -> center.closed);
        links.submit(() -> {}).get();
        assertThat(center.opens).hasValue(0);

        network.open();
        network.open();

        assertThat(center.opens).hasValue(1);
    }

    @Test
    void whatALaterBookHasChangedIsNotOpenedAnyMore() throws Exception {
        network.open();
        network.apply(CarrierBook.of(NORTH));
        SubmissionWindow window = network.find("north").orElseThrow().window();
        window.bound(1);
        assertThat(window.enter(Duration.ZERO)).isTrue();
        assertThat(center.opens).hasValue(1);

        network.apply(CarrierBook.of(CHANGED));
        network.apply(CarrierBook.of(NORTH));
        Polling.until(() -> center.closes.get() == 1);
        assertThat(center.opens).as("the first still has its sessions").hasValue(1);
        window.leave();
        Polling.until(() -> center.opens.get() == 2);
        network.apply(new CarrierBook(List.of(), List.of()));
        Polling.until(() -> center.closes.get() == 3);
        assertThat(center.opens).hasValue(2);
    }

    /** As when it pauses and is resumed: the contract allows so many binds, and so many messages under way. */
    @Test
    void whoComesBackIsOpenedWhenItsEarlierSessionsHaveEnded() throws Exception {
        network.open();
        network.apply(CarrierBook.of(NORTH));
        SubmissionWindow window = network.find("north").orElseThrow().window();
        window.bound(1);
        assertThat(window.enter(Duration.ZERO)).isTrue();

        network.apply(new CarrierBook(List.of(), List.of()));
        network.apply(CarrierBook.of(NORTH));

        assertThat(network.find("north")).isPresent();
        assertThat(center.opens).hasValue(1);
        window.leave();
        Polling.until(() -> center.opens.get() == 2);
        assertThat(center.closes).hasValue(1);
    }

    @Test
    void withoutACarrierAReceiptIsAwaitedNevertheless() {
        assertThat(network.longestReceiptWait()).isEqualTo(Duration.ofSeconds(20));
    }

    /** An order of the last life may have gone by it. */
    @Test
    void aReceiptOfACarrierThatRestsIsAwaitedAsLongAsItMayTake() {
        network.apply(new CarrierBook(
                List.of(Carriers.carrier("south", ACCESS, Duration.ofSeconds(1), Duration.ZERO)),
                List.of(),
                List.of(NORTH)));

        assertThat(network.longestReceiptWait()).isEqualTo(Duration.ofSeconds(20));
    }

    @Test
    void carriersAreLeftAtOneTime() {
        CountDownLatch closing = new CountDownLatch(2);
        AtomicInteger inVain = new AtomicInteger();
        center.beforeClose = () -> {
            closing.countDown();
            if (!isFree(closing)) {
                inVain.incrementAndGet();
            }
        };
        network.apply(new CarrierBook(
                List.of(NORTH, Carriers.carrier("south", ACCESS, Duration.ofSeconds(20), Duration.ZERO)), List.of()));

        network.close(Duration.ofSeconds(20));

        assertThat(center.closes).hasValue(2);
        assertThat(inVain).hasValue(0);
    }

    /** The server stops, whoever does not. */
    @Test
    void aCarrierThatCannotBeLeftIsNotWaitedForForEver() {
        CountDownLatch never = new CountDownLatch(1);
        center.beforeClose = () -> isFree(never);
        network.apply(CarrierBook.of(NORTH));

        network.close(Duration.ZERO);

        assertThat(center.closed).isFalse();
        never.countDown();
    }

    private static boolean isFree(CountDownLatch free) {
        try {
            return free.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    private CarrierLine line(Carrier carrier) {
        return new CarrierLine(carrier, center, new SubmissionWindow(carrier.pace()), Executors.newCachedThreadPool());
    }
}
