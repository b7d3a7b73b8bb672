package dev.countersign.user;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * Lets only so many hashes be computed at once as memory allows; the rest wait in order, for a bounded time. A storm of
 * logins gets slow and then refused, never out of memory.
 */
final class HashingBulkhead {

    private final int places;
    private final Semaphore permits;
    private final Duration patience;
    private final LongAdder refused = new LongAdder();

    HashingBulkhead(int permits, Duration patience) {
        this.places = permits;
        this.permits = new Semaphore(permits, true);
        this.patience = patience;
    }

    /**
     * How many hashes fit.
     *
     * @param heapOctets largest heap of this Java process
     * @param share part of it that hashing may use, above 0 and at most 1
     * @param memoryKib memory of one hash
     * @param processors more hashes than this would only push each other out of the caches
     * @return 1 or more
     */
    static int permitsFor(long heapOctets, double share, int memoryKib, int processors) {
        long byMemory = (long) (heapOctets * share) / (memoryKib * 1024L);
        return (int) Math.max(1, Math.min(byMemory, processors));
    }

    /** Runs the work when its turn comes; empty when the turn did not come in time. */
    <T> Optional<T> run(Supplier<T> work) {
        try {
            if (!permits.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                refused.increment();
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } finally {
            permits.release();
        }
    }

    HashingLoad load() {
        return new HashingLoad(places, places - permits.availablePermits(), permits.getQueueLength(), refused.sum());
    }
}
