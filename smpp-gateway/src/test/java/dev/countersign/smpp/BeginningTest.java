package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.contracts.sms.v1.SmsOrder;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was left by the last life, and the book of carriers that may come a little later. */
@Timeout(60)
class BeginningTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final List<Long> pausesMillis = Collections.synchronizedList(new ArrayList<>());
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1) {
        @Override
        public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
            pausesMillis.add(unit.toMillis(delay));
            return super.schedule(work, 0, unit);
        }
    };
    private final ListMemory memory = new ListMemory();
    private final AtomicInteger looks = new AtomicInteger();
    private final List<Integer> takenUpAfter = Collections.synchronizedList(new ArrayList<>());

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void takesUpAtOnceWhatIsLeftWhereABookIsThere() throws Exception {
        begin(() -> true);

        assertThat(takenUpAfter).containsExactly(1);
        assertThat(pausesMillis).isEmpty();
    }

    @Test
    void waitsForTheFirstBook() throws Exception {
        begin(() -> looks.get() == 3);

        assertThat(takenUpAfter).containsExactly(3);
        assertThat(pausesMillis).containsExactly(500L, 500L);
    }

    @Test
    void goesOnAfterFiveSecondsWithoutABook() throws Exception {
        begin(() -> false);

        assertThat(takenUpAfter).hasSize(1);
        assertThat(pausesMillis.stream().mapToLong(pause -> pause).sum()).isEqualTo(5_000);
    }

    /** A book that is told replaces the gateway's own seconds after the start. */
    @Test
    void waitsForTheBookThatHasTheCarrierOfAnOrder() throws Exception {
        taken("told");

        begin(() -> true, carrier -> carrier.equals("told") && looks.get() == 4);

        assertThat(takenUpAfter).containsExactly(4, 4);
        assertThat(pausesMillis).containsExactly(500L, 500L, 500L);
    }

    @Test
    void goesOnAfterFiveSecondsWhereTheCarrierOfAnOrderIsGone() throws Exception {
        taken("gone");

        begin(() -> true, carrier -> false);

        assertThat(takenUpAfter).hasSize(2);
        assertThat(pausesMillis.stream().mapToLong(pause -> pause).sum()).isEqualTo(5_000);
    }

    @Test
    void comesBackWhileTheBrokerIsAway() throws Exception {
        memory.failures.set(2);

        begin(() -> true);

        assertThat(takenUpAfter).containsExactly(3);
        assertThat(pausesMillis).containsExactly(2_000L, 2_000L);
    }

    @Test
    void theTimeWithoutABrokerIsNoTimeWithoutABook() throws Exception {
        begin(() -> {
            if (looks.get() <= 20) {
                throw new IllegalStateException("broker away");
            }
            return looks.get() == 24;
        });

        assertThat(takenUpAfter).containsExactly(24);
    }

    /** An order that a carrier took in the last life. */
    private void taken(String carrier) {
        memory.inflight.add(new GatewayMemory.Inflight(
                new SmsOrder(UUID.randomUUID(), "+4915112345678", "Code 042042", NOW, NOW.plusSeconds(60)),
                new Mark(false, true, Set.of(), Optional.of(new Mark.Taken(carrier, "a1")))));
    }

    private void begin(BooleanSupplier book) throws InterruptedException {
        begin(book, carrier -> true);
    }

    private void begin(BooleanSupplier book, Predicate<String> watching) throws InterruptedException {
        SmsOrder order = new SmsOrder(UUID.randomUUID(), "+4915112345678", "Code 042042", NOW, NOW.plusSeconds(60));
        memory.inflight.add(new GatewayMemory.Inflight(order, Mark.NONE));
        CountDownLatch ready = new CountDownLatch(1);
        Beginning beginning = new Beginning(
                memory,
                () -> {
                    looks.incrementAndGet();
                    return book.getAsBoolean();
                },
                watching,
                left -> takenUpAfter.add(looks.get()),
                new Clockwork(timer, timer, Clock.systemUTC(), new Random(1)));

        beginning.run(ready::countDown);

        ready.await();
    }
}
