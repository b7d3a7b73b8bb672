package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SubmissionWindowTest {

    private static final Duration NOT_AT_ALL = Duration.ZERO;
    private static final Duration LONG = Duration.ofSeconds(20);

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

    private static SubmissionWindow bound(int size) {
        SubmissionWindow window = new SubmissionWindow(new Carrier.Pace(size, 0));
        window.bound(1);
        return window;
    }
}
