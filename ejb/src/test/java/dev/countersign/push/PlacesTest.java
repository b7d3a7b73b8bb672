package dev.countersign.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.announce.Claimed;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What hangs holds its places, and nothing that was written down is claimed before there is one for it. */
@Timeout(60)
class PlacesTest {

    private static final int MOST = 2;

    private final ExecutorService threads = Executors.newFixedThreadPool(MOST);
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final Queue<Integer> written = new ConcurrentLinkedQueue<>();
    private final CountDownLatch done = new CountDownLatch(5);
    private final Places places = new Places(MOST, threads, this::fill);

    @AfterEach
    void end() {
        hanging.countDown();
        threads.shutdownNow();
    }

    @Test
    void allIsDoneByAndByThoughOnlySoMuchIsClaimedAtATime() throws Exception {
        IntStream.range(0, 5).forEach(written::add);

        fill();
        fill();

        assertThat(written).containsExactly(2, 3, 4);
        hanging.countDown();
        done.await();
        assertThat(written).isEmpty();
    }

    /** All that was taken may be dead; what is alive lies behind it. */
    @Test
    void goesOnBehindABatchWithNothingToDo() {
        List<Integer> asked = new ArrayList<>();

        places.fill(
                most -> {
                    asked.add(most);
                    return new Claimed<String>(List.of(), asked.size() < 3);
                },
                row -> {});

        assertThat(asked).containsExactly(MOST, MOST, MOST);
    }

    /** The limit of a container's processes is one of the ways to it. */
    @Test
    void whatNoThreadCanBeginKeepsNoPlace() {
        Places starved = new Places(
                MOST,
                work -> {
                    throw new OutOfMemoryError("unable to create native thread");
                },
                () -> {});
        List<Integer> asked = new ArrayList<>();

        for (int i = 0; i < 2; i++) {
            starved.fill(
                    most -> {
                        asked.add(most);
                        return new Claimed<>(List.of(1, 2), false);
                    },
                    row -> {});
        }

        assertThat(asked).containsExactly(MOST, MOST);
    }

    @Test
    void aClaimThatFailsKeepsNoPlace() {
        assertThatThrownBy(() -> places.fill(
                        most -> {
                            throw new IllegalStateException("no database");
                        },
                        row -> {}))
                .hasMessage("no database");

        goesOnBehindABatchWithNothingToDo();
    }

    @Test
    void workThatFailsKeepsNoPlace() throws Exception {
        IntStream.range(0, 5).forEach(written::add);

        places.fill(this::claim, row -> {
            done.countDown();
            throw new IllegalStateException("a fault of our own, on purpose");
        });

        hanging.countDown();
        done.await();
    }

    private void fill() {
        places.fill(this::claim, row -> {
            hang();
            done.countDown();
        });
    }

    private Claimed<Integer> claim(int most) {
        List<Integer> rows = Stream.generate(written::poll)
                .limit(most)
                .filter(row -> row != null)
                .toList();
        return new Claimed<>(rows, rows.size() == most);
    }

    private void hang() {
        try {
            hanging.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
