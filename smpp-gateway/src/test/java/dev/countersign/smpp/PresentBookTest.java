package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.contracts.sms.v1.GatewayBook;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** By which carriers a gateway works after its start. */
@Timeout(60)
class PresentBookTest {

    private static final Carrier OWN = Carriers.carrier(
            Carrier.DEFAULT_NAME,
            Carriers.at(1, "secret12", Duration.ofSeconds(1)),
            Duration.ofSeconds(20),
            Duration.ZERO);
    private static final String TOLD = "{'carriers': [{'name': 'north', 'addresses': ['smpp.example:2775'], 'systemId':"
            + " 'me', 'passwordFile': 'north.password', 'failoverAfter': 'PT45S'}], 'routes': [{'carrier': 'north'}]}";

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService links = Executors.newCachedThreadPool();
    private final ListMemory memory = new ListMemory();
    private final AtomicInteger failures = new AtomicInteger();
    private final CarrierNetwork network =
            new CarrierNetwork(this::line, new Clockwork(timer, links, Clock.systemUTC(), new Random(1)));
    private final PresentBook book =
            new PresentBook(Optional.empty(), Optional.of(CarrierBook.of(OWN)), memory, network);

    @AfterEach
    void stop() {
        timer.shutdownNow();
        links.shutdownNow();
    }

    @Test
    void aBookThatIsToldSoonAfterTheStartIsSeenAtOnce() {
        book.first();
        assertThat(book.isThere()).isTrue();
        assertThat(network.awaitsReceipts("north")).isFalse();
        memory.books.add(told(1));

        assertThat(book.isThere()).isTrue();

        assertThat(book.version()).isEqualTo(1);
        assertThat(network.awaitsReceipts("north")).isTrue();
        assertThat(network.find(Carrier.DEFAULT_NAME)).isEmpty();
    }

    /** Its carriers would else stay bound, and a pause would reach none of them. */
    @Test
    void aGatewayWithoutSettingsOfItsOwnHasNoCarrierLeftWhenItsBookIsWithdrawn() {
        PresentBook without = new PresentBook(Optional.empty(), Optional.empty(), memory, network);
        without.first();
        memory.books.add(told(1));
        without.takeUpChanges();
        assertThat(network.find("north")).isPresent();

        memory.books.add(new GatewayBook(2, null, Map.of()));
        without.takeUpChanges();

        assertThat(network.list()).isEmpty();
        assertThat(network.routes()).isEmpty();
        assertThat(without.isThere()).isTrue();
    }

    @Test
    void aBookThatCouldNotBeAppliedIsToldAndTriedAgain() {
        book.first();
        memory.books.add(told(1));
        failures.set(1);

        book.takeUpChanges();

        assertThat(book.fault()).isEqualTo("not applied: IllegalStateException");
        assertThat(network.find(Carrier.DEFAULT_NAME)).as("what it had").isPresent();
        book.takeUpChanges();
        assertThat(book.fault()).isEmpty();
        assertThat(network.find("north")).isPresent();
        assertThat(network.find(Carrier.DEFAULT_NAME)).isEmpty();
    }

    private static GatewayBook told(long version) {
        return new GatewayBook(version, TOLD.replace('\'', '"'), Map.of("north.password", "secret12"));
    }

    private CarrierLine line(Carrier carrier) {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new IllegalStateException("no thread left");
        }
        return new CarrierLine(
                carrier, new ScriptedCenter(), new SubmissionWindow(carrier.pace()), Executors.newCachedThreadPool());
    }
}
