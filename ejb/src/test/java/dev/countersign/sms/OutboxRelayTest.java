package dev.countersign.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.Beans;
import dev.countersign.announce.Claimed;
import dev.countersign.contracts.sms.v1.SmsOrder;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A broker that hangs holds up one thread, which is the relay's own. */
@Timeout(60)
class OutboxRelayTest {

    private final AtomicInteger threads = new AtomicInteger();
    private final AtomicInteger claims = new AtomicInteger();
    private final AtomicInteger sending = new AtomicInteger();
    private final AtomicInteger mostSending = new AtomicInteger();
    private final CountDownLatch hanging = new CountDownLatch(1);
    private final CountDownLatch back = new CountDownLatch(1);
    private final CountDownLatch second = new CountDownLatch(2);
    private final Beans beans = new Beans()
            .give(ManagedThreadFactory.class, counted())
            .give(OutboxClaims.class, new Claims())
            .give(OrderSender.class, new Sender());
    private final OutboxRelay relay = beans.call(OutboxRelay.class, made -> made);

    private final class Claims extends OutboxClaims {

        @Override
        public Claimed<SmsOrder> claim() {
            claims.incrementAndGet();
            return new Claimed<>(
                    List.of(new SmsOrder(
                            UUID.randomUUID(),
                            "+491511234567",
                            "text",
                            beans.clock().instant(),
                            beans.clock().instant().plusSeconds(600),
                            null)),
                    false);
        }

        @Override
        public void queued(List<SmsOrder> orders) {
            second.countDown();
        }
    }

    private final class Sender extends OrderSender {

        @Override
        public void send(List<SmsOrder> batch) {
            mostSending.accumulateAndGet(sending.incrementAndGet(), Math::max);
            hanging.countDown();
            try {
                back.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            } finally {
                sending.decrementAndGet();
            }
        }
    }

    @AfterEach
    void stop() {
        relay.stop();
    }

    @Test
    void ordersThatComeWhileTheBrokerHangsWaitForTheRunThatDoes() throws InterruptedException {
        relay.onOrdered(new SmsOrdered());
        hanging.await();

        for (int i = 0; i < 5; i++) {
            relay.onOrdered(new SmsOrdered());
            relay.sweep();
        }
        back.countDown();

        second.await();
        assertThat(mostSending).hasValue(1);
        assertThat(threads).hasValue(1);
        assertThat(claims).as("they share the next run").hasValue(2);
    }

    @Test
    void aNodeThatStopsLeavesOrdersInTheDatabase() {
        relay.stop();

        relay.onOrdered(new SmsOrdered());

        assertThat(claims).hasValue(0);
    }

    private ManagedThreadFactory counted() {
        return (ManagedThreadFactory) Proxy.newProxyInstance(
                ManagedThreadFactory.class.getClassLoader(),
                new Class<?>[] {ManagedThreadFactory.class},
                (self, method, arguments) -> {
                    threads.incrementAndGet();
                    return new Thread((Runnable) arguments[0]);
                });
    }
}
