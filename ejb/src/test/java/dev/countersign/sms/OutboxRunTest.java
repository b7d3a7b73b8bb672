package dev.countersign.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.MovableClock;
import dev.countersign.announce.Claimed;
import dev.countersign.contracts.sms.v1.SmsOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What becomes of orders that a broker does not take. */
class OutboxRunTest {

    private static final Duration LEASE = Duration.ofSeconds(30);

    private final MovableClock clock = new MovableClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final Queue<List<SmsOrder>> waiting = new ArrayDeque<>();
    private final List<List<SmsOrder>> tried = new ArrayList<>();
    private final List<SmsOrder> noted = new ArrayList<>();
    private final Set<SmsOrder> refused = new HashSet<>();
    private Duration claiming = Duration.ZERO;
    private Duration sending = Duration.ZERO;
    private boolean gone;
    private boolean unnoted;
    private final OutboxRun run = new OutboxRun(new Claims(), new Sender(), LEASE, clock);

    private final class Claims extends OutboxClaims {

        @Override
        public Claimed<SmsOrder> claim() {
            clock.pass(claiming);
            List<SmsOrder> rows = waiting.isEmpty() ? List.of() : waiting.remove();
            return new Claimed<>(rows, !waiting.isEmpty());
        }

        @Override
        public void queued(List<SmsOrder> orders) {
            if (unnoted) {
                throw new IllegalStateException("the database is away");
            }
            noted.addAll(orders);
        }
    }

    private final class Sender extends OrderSender {

        @Override
        public void send(List<SmsOrder> batch) {
            tried.add(batch);
            clock.pass(sending);
            if (gone || batch.stream().anyMatch(refused::contains)) {
                throw new IllegalStateException("not taken");
            }
        }
    }

    @Test
    void takesBatchAfterBatch() {
        List<SmsOrder> first = claimable(2);
        List<SmsOrder> second = claimable(1);

        run.relay();

        assertThat(tried).containsExactly(first, second);
        assertThat(noted).hasSize(3);
    }

    @Test
    void oneOrderThatIsRefusedHoldsNoOtherBack() {
        List<SmsOrder> batch = claimable(3);
        claimable(1);
        refused.add(batch.get(0));

        run.relay();

        assertThat(noted).hasSize(3).doesNotContain(batch.get(0));
    }

    /** A broker that hangs lets each of them wait for seconds. */
    @Test
    void whenTheBrokerHangsTheRunEnds() {
        claimable(50);
        claimable(50);
        hang();

        run.relay();
        run.relay();

        assertThat(tried).hasSize(1);
        assertThat(waiting).as("not claimed").hasSize(1);
    }

    /** Each attempt of each order would be a line in the log, and new orders come all the time. */
    @Test
    void whenTheBrokerHasTakenNoneOfSeveralTheNextOnesWait() {
        claimable(2);
        claimable(2);
        gone = true;

        run.relay();
        run.relay();

        assertThat(tried).hasSize(3);
        assertThat(waiting).as("not claimed").hasSize(1);
    }

    @Test
    void whatIsAnothersByNowIsNotSent() {
        claimable(2);
        claiming = LEASE;

        run.relay();

        assertThat(tried).isEmpty();
    }

    /** Another node sends it when the lease is over; if the broker comes back later, it is not to come twice. */
    @Test
    void whatWasNotTakenIsTriedAgainAsLongAsItIsThisNodes() {
        List<SmsOrder> batch = claimable(2);
        gone = true;
        run.relay();
        assertThat(tried).hasSize(3);

        clock.pass(LEASE.minusMillis(1));
        run.retry();
        assertThat(tried).hasSize(6).endsWith(List.of(batch.get(1)));
        clock.pass(Duration.ofMillis(1));
        gone = false;
        run.retry();

        assertThat(tried).hasSize(6);
        assertThat(noted).isEmpty();
    }

    /** A batch alone takes longer than that. */
    @Test
    void theLeaseIsLookedAtBeforeEach() {
        List<SmsOrder> batch = claimable(3);
        refused.add(batch.get(0));
        claiming = LEASE.minusMillis(1_500);
        sending = Duration.ofSeconds(1);

        run.relay();

        assertThat(tried).containsExactly(batch, List.of(batch.get(0)));
    }

    /** Thirty seconds for the lease would be most of what a user waits. */
    @Test
    void whatWasNotTakenGoesWhenTheBrokerIsBack() {
        List<SmsOrder> batch = claimable(2);
        List<SmsOrder> behind = claimable(1);
        gone = true;
        run.relay();
        assertThat(waiting).hasSize(1);
        gone = false;
        clock.pass(Duration.ofSeconds(5));

        run.retry();
        run.relay();

        assertThat(noted).containsExactly(batch.get(0), batch.get(1), behind.get(0));
        run.retry();
        assertThat(noted).as("once").hasSize(3);
    }

    /** Nothing is known of a broker that has not taken one order. */
    @Test
    void anOrderThatIsRefusedAloneHoldsNoLaterOneBack() {
        refused.addAll(claimable(1));
        run.relay();
        List<SmsOrder> next = claimable(1);

        run.relay();

        assertThat(noted).isEqualTo(next);
    }

    /** The broker would have to drop it; not each one does. */
    @Test
    void whatIsOnTheQueueIsNotSentAgainBecauseThatCouldNotBeNoted() {
        claimable(2);
        unnoted = true;

        run.relay();
        run.retry();

        assertThat(tried).hasSize(1);
    }

    private void hang() {
        gone = true;
        sending = Duration.ofSeconds(5);
    }

    private List<SmsOrder> claimable(int orders) {
        List<SmsOrder> batch = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            Instant now = clock.instant();
            batch.add(new SmsOrder(UUID.randomUUID(), "+491511234567", "text", now, now.plusSeconds(600), null));
        }
        waiting.add(batch);
        return batch;
    }
}
