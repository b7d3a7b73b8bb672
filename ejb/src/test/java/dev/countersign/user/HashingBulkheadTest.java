package dev.countersign.user;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HashingBulkheadTest {

    @ParameterizedTest
    @CsvSource({
        "805306368, 0.25, 19456, 64, 10", // 768 MiB: a quarter is ten hashes of 19 MiB
        "805306368, 0.25, 19456, 2, 2", // two processors: more would only be in the way
        "1048576, 0.25, 19456, 2, 1", // never none
    })
    void letsInWhatMemoryAndProcessorsBear(long heap, double share, int memoryKib, int processors, int permits) {
        assertThat(HashingBulkhead.permitsFor(heap, share, memoryKib, processors))
                .isEqualTo(permits);
    }

    @Test
    void refusesWhenItsTurnDoesNotCome() throws InterruptedException {
        HashingBulkhead one = new HashingBulkhead(1, Duration.ofMillis(1));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        CompletableFuture<Optional<String>> first =
                CompletableFuture.supplyAsync(() -> one.run(() -> hold(inside, leave)));
        inside.await();

        Optional<String> second = one.run(() -> "second");
        leave.countDown();

        assertThat(second).isEmpty();
        assertThat(first.join()).contains("first");
        assertThat(one.run(() -> "third")).contains("third");
    }

    @Test
    void freesItsPlaceWhenTheWorkFails() {
        HashingBulkhead one = new HashingBulkhead(1, Duration.ofMillis(1));

        assertThatThrownBy(() -> one.run(() -> {
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");

        assertThat(one.run(() -> "next")).contains("next");
    }

    private static String hold(CountDownLatch inside, CountDownLatch leave) {
        inside.countDown();
        try {
            leave.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return "first";
    }
}
