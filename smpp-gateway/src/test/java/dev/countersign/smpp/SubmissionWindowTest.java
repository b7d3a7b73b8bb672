package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SubmissionWindowTest {

    private static final Duration NOT_AT_ALL = Duration.ZERO;
    private static final Duration LONG = Duration.ofSeconds(20);

    /** The counter of the machine's time may pass its largest number. */
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

    @Test
    void letsNobodyThroughBeforeABind() {
        SubmissionWindow window = new SubmissionWindow(new Carrier.Pace(2, 0));
        assertThat(window.enter(NOT_AT_ALL)).isFalse();

        window.bound(1);

        assertThat(window.enter(NOT_AT_ALL)).isTrue();
    }

    @Test
    void neverLetsMoreThroughThanItsSize() {
        SubmissionWindow window = bound(2);
        assertThat(window.enter(NOT_AT_ALL)).isTrue();
        assertThat(window.enter(NOT_AT_ALL)).isTrue();
        assertThat(window.enter(NOT_AT_ALL)).isFalse();

        window.leave();

        assertThat(window.enter(NOT_AT_ALL)).isTrue();
    }

    @Test
    void growsWithTheBinds() {
        SubmissionWindow window = bound(1);
        assertThat(window.enter(NOT_AT_ALL)).isTrue();

        window.bound(2);

        assertThat(window.enter(NOT_AT_ALL)).isTrue();
        assertThat(window.enter(NOT_AT_ALL)).isFalse();
        assertThat(window.size()).isEqualTo(2);
        assertThat(window.outstanding()).isEqualTo(2);
    }

    @Test
    void keepsTheAgreedRate() {
        SubmissionWindow window = new SubmissionWindow(new Carrier.Pace(100, 1));
        window.bound(1);

        assertThat(window.enter(NOT_AT_ALL)).isTrue();
        assertThat(window.enter(NOT_AT_ALL)).isFalse();
        assertThat(window.enter(LONG)).isTrue();
    }

    @Test
    void restsAfterThrottlingAndGoesOn() {
        SubmissionWindow window = bound(1);
        window.throttled();

        assertThat(window.enter(NOT_AT_ALL)).isFalse();
        assertThat(window.enter(LONG)).isTrue();
    }

    @Test
    void eachBreakIsTwiceAsLongAsTheOneBeforeUpToFiveSeconds() {
        SubmissionWindow window = byHand();

        assertThat(Stream.generate(() -> breakMillis(window)).limit(8))
                .containsExactly(100L, 200L, 400L, 800L, 1_600L, 3_200L, 5_000L, 5_000L);
    }

    @Test
    void restsAsLongAsTheCarrierAsksUpToAMinute() {
        SubmissionWindow window = byHand();

        window.rest(Duration.ofSeconds(30));
        assertThat(window.isCongested()).as("others come first").isTrue();
        window.rest(Duration.ofSeconds(10));
        window.throttled();

        assertThat(restMillis(window)).as("the longest of what was asked").isEqualTo(30_000);
        assertThat(window.isCongested()).isFalse();
        window.rest(Duration.ofHours(1));
        assertThat(restMillis(window)).isEqualTo(60_000);
        assertThat(breakMillis(window))
                .as("breaks of its own are where they were")
                .isEqualTo(100);
    }

    @Test
    void eachMessageThatIsTakenMakesTheNextBreakAQuarterShorter() {
        SubmissionWindow window = byHand();
        breakMillis(window);
        breakMillis(window);

        window.accepted();

        assertThat(breakMillis(window)).isEqualTo(300);
        for (int taken = 0; taken < 4; taken++) {
            window.accepted();
        }
        assertThat(breakMillis(window)).as("as at first").isEqualTo(100);
    }

    @Test
    void countsTheRefusalsOfOneBurstOnce() {
        SubmissionWindow window = bound(10);

        for (int answer = 0; answer < 10; answer++) {
            window.throttled();
        }

        // Ten breaks in a row would last for more than a second and a half even if each were the shortest.
        assertThat(window.enter(Duration.ofSeconds(1))).isTrue();
    }

    @Test
    void wakesWhoWaitsWhenAPlaceIsGivenBack() throws Exception {
        SubmissionWindow window = bound(1);
        assertThat(window.enter(NOT_AT_ALL)).isTrue();
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> window.enter(LONG));

        window.leave();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatIsUnderWayGoesBeforeWhatIsNew() throws Exception {
        SubmissionWindow window = bound(1);
        assertThat(window.enter(NOT_AT_ALL)).isTrue();
        CompletableFuture<Boolean> entered = new CompletableFuture<>();
        Thread underWay = new Thread(() -> entered.complete(window.enterFirst(LONG)));
        underWay.start();
        Polling.until(() -> underWay.getState() == Thread.State.TIMED_WAITING);

        window.leave();

        assertThat(window.hasRoom()).isFalse();
        assertThat(window.enter(NOT_AT_ALL)).isFalse();
        assertThat(entered.get(10, TimeUnit.SECONDS)).isTrue();
        window.leave();
        assertThat(window.enter(LONG)).isTrue();
    }

    @Test
    void sendsWaitersAwayWhenItCloses() throws Exception {
        SubmissionWindow window = new SubmissionWindow(new Carrier.Pace(1, 0));
        CompletableFuture<Boolean> waiting = CompletableFuture.supplyAsync(() -> window.enter(LONG));

        window.close();

        assertThat(waiting.get(10, TimeUnit.SECONDS)).isFalse();
    }

    /** How long the break lasts that begins now. */
    private long breakMillis(SubmissionWindow window) {
        window.throttled();
        return restMillis(window);
    }

    private long restMillis(SubmissionWindow window) {
        long millis = 0;
        while (!window.hasRoom()) {
            nanos.addAndGet(TimeUnit.MILLISECONDS.toNanos(1));
            millis++;
        }
        return millis;
    }

    private static SubmissionWindow bound(int size) {
        return bound(new SubmissionWindow(new Carrier.Pace(size, 0)));
    }

    /** Its time passes when the test says so. */
    private SubmissionWindow byHand() {
        return bound(new SubmissionWindow(new Carrier.Pace(1, 0), nanos::get));
    }

    private static SubmissionWindow bound(SubmissionWindow window) {
        window.bound(1);
        return window;
    }
}
