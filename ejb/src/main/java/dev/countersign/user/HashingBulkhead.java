package dev.countersign.user;

import dev.countersign.bulkhead.Bulkhead;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Lets only so many hashes be computed at once as memory allows; the rest wait in order, for a bounded time. A storm of
 * logins gets slow and then refused, never out of memory.
 */
final class HashingBulkhead {

    private final Bulkhead bulkhead;

    HashingBulkhead(int permits, Duration patience) {
        this.bulkhead = new Bulkhead(permits, patience);
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
        return bulkhead.run(work);
    }

    HashingLoad load() {
        return new HashingLoad(bulkhead.places(), bulkhead.busy(), bulkhead.waiting(), bulkhead.refused());
    }
}
