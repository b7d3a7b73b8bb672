package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.contracts.sms.v1.SmsOrder;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SweepTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private final List<Long> pausesMillis = new CopyOnWriteArrayList<>();
    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1) {
        @Override
        public ScheduledFuture<?> schedule(Runnable work, long delay, TimeUnit unit) {
            pausesMillis.add(unit.toMillis(delay));
            return super.schedule(work, 1, TimeUnit.MILLISECONDS);
        }
    };

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    @Test
    void looksEachHalfMinuteAlsoAfterTheBrokerWasAway() throws Exception {
        ListMemory memory = new ListMemory();
        memory.failures.set(2);
        UUID wanted = UUID.randomUUID();
        memory.inflight.add(inflight(wanted));
        memory.inflight.add(inflight(UUID.randomUUID()));
        List<UUID> all = new CopyOnWriteArrayList<>();
        CountDownLatch found = new CountDownLatch(3);

        new Sweep(
                        memory,
                        wanted::equals,
                        order -> {
                            all.add(order.order().messageKey());
                            found.countDown();
                        },
                        new Clockwork(timer, Runnable::run, Clock.systemUTC(), new Random(1)))
                .begin();

        found.await();
        assertThat(all).containsOnly(wanted);
        assertThat(memory.failures).hasValue(0);
        assertThat(pausesMillis).hasSizeGreaterThanOrEqualTo(5).containsOnly(30_000L);
    }

    private static GatewayMemory.Inflight inflight(UUID key) {
        return new GatewayMemory.Inflight(
                new SmsOrder(key, "+4915112345678", "Code 042042", NOW, NOW.plusSeconds(60)), Mark.NONE);
    }
}
