package dev.countersign.bulkhead;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/** Lets so much work go on at a time; the rest waits in order, for a bounded time, on the thread that brought it. */
public final class Bulkhead {

    private final int places;
    private final Semaphore free;
    private final Duration patience;
    private final LongAdder refused = new LongAdder();

    /**
     * All places are free.
     *
     * @param places 1 or more
     * @param patience how long work waits for its turn
     */
    public Bulkhead(int places, Duration patience) {
        this.places = places;
        this.free = new Semaphore(places, true);
        this.patience = patience;
    }

    /** Runs the work when its turn comes; empty when the turn did not come in time. */
    public <T> Optional<T> run(Supplier<T> work) {
        try {
            if (!free.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
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
            free.release();
        }
    }

    /** How many places there are. */
    public int places() {
        return places;
    }

    /** How much work goes on now. */
    public int busy() {
        return places - free.availablePermits();
    }

    /** How much work waits now. */
    public int waiting() {
        return free.getQueueLength();
    }

    /** For how much work the turn did not come in time, since the start. */
    public long refused() {
        return refused.sum();
    }
}
