package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Callbacks of the carriers of a book. */
@Timeout(60)
class CallbacksTest {

    private static final Logger LOGGER = Logger.getLogger(Callbacks.class.getName());

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final ExecutorService links = Executors.newCachedThreadPool();
    private final CarrierNetwork network =
            new CarrierNetwork(CallbacksTest::line, new Clockwork(timer, links, Clock.systemUTC(), new Random(1)));
    private final StandInClock clock = new StandInClock(Instant.parse("2026-03-01T10:00:00Z"));
    private final List<String> received = new ArrayList<>();
    private final List<LogRecord> told = new CopyOnWriteArrayList<>();
    private final Handler listener = new Listener(told);
    private CompletableFuture<Void> answer = CompletableFuture.completedFuture(null);
    private final Callbacks callbacks = new Callbacks(
            network,
            (carrier, receipt) -> {
                received.add(carrier + "/" + receipt.messageId());
                return answer;
            },
            clock);

    @BeforeEach
    void listen() throws IOException {
        LOGGER.addHandler(listener);
        network.apply(CarrierBook.of(web()));
    }

    @AfterEach
    void stop() {
        LOGGER.removeHandler(listener);
        timer.shutdownNow();
        links.shutdownNow();
    }

    @Test
    void takesWhatItsCarrierSignedAndNothingElse() throws Exception {
        byte[] body = CallbackFormTest.octets("{'id': 'A-1', 'status': 'delivered'}");

        assertThat(callbacks.take("web", header -> "", body)).isEmpty();
        assertThat(callbacks.take("web", header -> "00", body)).isEmpty();
        assertThat(take("north", "{'id': 'A-1', 'status': 'delivered'}")).isEmpty();
        assertThat(take("web", "{'id': 'A-1', 'status': 'delivered'}")).isPresent();

        assertThat(received).containsExactly("web/a-1");
        assertThat(told)
                .as("of two within a minute one is told, and of a carrier that is not there nothing")
                .singleElement()
                .satisfies(line -> assertThat(line.getMessage()).contains("event=unsigned"));
    }

    @Test
    void whatIsNotSignedIsToldAgainAMinuteLaterWhereverTheClockIsSet() {
        for (Duration later :
                List.of(Duration.ZERO, Duration.ofSeconds(59), Duration.ofSeconds(1), Duration.ofHours(-1))) {
            clock.pass(later);
            assertThat(callbacks.take("web", header -> "", new byte[0])).isEmpty();
        }

        assertThat(told).hasSize(3);
    }

    @Test
    void isNotTakenBeforeAllOfItIs() throws Exception {
        answer = new CompletableFuture<>();

        CompletableFuture<Void> stored =
                take("web", "{'id': 'A-1', 'status': 'delivered'}").orElseThrow();

        assertThat(stored).isNotDone();
        answer.completeExceptionally(new IllegalStateException("broker away"));
        assertThat(stored).isCompletedExceptionally();
    }

    /** It sends what became of messages that it took before. */
    @Test
    void takesWhatACarrierSaysThatPausesOrIsSwitchedOff() throws Exception {
        network.apply(CarrierBook.of(web()).without(Set.of("web")));

        assertThat(take("web", "{'id': 'A-1', 'status': 'delivered'}")).isPresent();
        assertThat(received).containsExactly("web/a-1");
        network.apply(new CarrierBook(List.of(), List.of()));
        assertThat(take("web", "{'id': 'A-1', 'status': 'delivered'}"))
                .as("of one that is in no book any more")
                .isEmpty();
    }

    /** A provider that is answered with an error would send it again and again. */
    @Test
    void whatCannotBeReadIsTakenAndToldWithoutWhatItSays() throws Exception {
        assertThat(take("web", "{'messageId': '4915112345678', 'status': 'delivered'}"))
                .isPresent();

        assertThat(received).isEmpty();
        assertThat(told).singleElement().satisfies(line -> {
            assertThat(line.getLevel()).isEqualTo(Level.INFO);
            assertThat(String.format("%s %s", line.getMessage(), List.of(line.getParameters())))
                    .contains("web", "event=unread")
                    .doesNotContain("49151");
        });
    }

    private Optional<CompletableFuture<Void>> take(String carrier, String json) throws GeneralSecurityException {
        byte[] body = CallbackFormTest.octets(json);
        String signature = CallbackFormTest.sign(body, Provider.SECRET);
        return callbacks.take(carrier, header -> header.equals("X-Signature") ? signature : null, body);
    }

    private static Carrier web() throws IOException {
        try (Provider provider = new Provider()) {
            Carrier any = Carriers.carrier(
                    "web", Carriers.at(1, "secret12", Duration.ofSeconds(1)), Duration.ofSeconds(20), Duration.ZERO);
            return new Carrier(
                    any.name(),
                    provider.access(Duration.ofSeconds(1)),
                    any.pace(),
                    any.wording(),
                    any.receipts(),
                    any.statuses());
        }
    }

    private static CarrierLine line(Carrier carrier) {
        return new CarrierLine(
                carrier, new ScriptedCenter(), new SubmissionWindow(carrier.pace()), Executors.newCachedThreadPool());
    }

    private static final class Listener extends Handler {

        private final List<LogRecord> told;

        private Listener(List<LogRecord> told) {
            this.told = told;
        }

        @Override
        public void publish(LogRecord line) {
            told.add(line);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
