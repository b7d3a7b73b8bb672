package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EntranceTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final SubmissionWindow window = new SubmissionWindow(new Carrier.Pace(1, 0));
    private final ExecutorService threads = Executors.newFixedThreadPool(2);
    private final Entrance entrance = new Entrance(window, threads);
    private final Queue<Integer> entered = new ConcurrentLinkedQueue<>();
    private final Queue<Integer> away = new ConcurrentLinkedQueue<>();

    @AfterEach
    void stop() {
        window.close();
        threads.shutdownNow();
    }

    @Test
    void letsInOneAfterTheOtherInTheOrderInWhichTheyCame() {
        window.bound(1);
        assertThat(window.enter(Duration.ZERO)).isTrue();
        List<Integer> all = IntStream.range(0, 20).boxed().toList();
        all.forEach(number -> entrance.enter(LONG, () -> enter(number), () -> away.add(number)));

        window.leave();

        Polling.until(() -> entered.size() == all.size());
        assertThat(entered).containsExactlyElementsOf(all);
        assertThat(away).isEmpty();
        Polling.until(window::hasRoom);
    }

    @Test
    void whoWaitsTooLongGoesAway() {
        window.bound(1);
        assertThat(window.enter(Duration.ZERO)).isTrue();

        entrance.enter(Duration.ofMillis(20), () -> enter(1), () -> away.add(1));

        Polling.until(() -> away.contains(1));
        window.leave();
        entrance.enter(LONG, () -> enter(2), () -> away.add(2));
        Polling.until(() -> entered.contains(2));
        assertThat(entered).containsExactly(2);
    }

    @Test
    void leavesAThreadToThoseThatHaveTheirPlaces() throws Exception {
        for (int number = 0; number < 10; number++) {
            entrance.enter(LONG, () -> {}, () -> {});
        }
        CountDownLatch run = new CountDownLatch(1);

        threads.execute(run::countDown);

        run.await();
    }

    @Test
    void everybodyGoesAwayWhenItCloses() {
        IntStream.range(0, 5).forEach(number -> entrance.enter(LONG, () -> enter(number), () -> away.add(number)));

        window.close();

        Polling.until(() -> away.size() == 5);
        threads.shutdown();
        entrance.enter(LONG, () -> enter(9), () -> away.add(9));
        Polling.until(() -> away.contains(9));
        assertThat(entered).isEmpty();
    }

    private void enter(int number) {
        entered.add(number);
        window.leave();
    }
}
