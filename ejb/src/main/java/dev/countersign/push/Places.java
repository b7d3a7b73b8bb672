package dev.countersign.push;

import dev.countersign.announce.Claimed;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntFunction;

/**
 * So much work at a time that waits for others, and no more: what has no place stays where it is written down and is claimed when a
 * place is free. So nothing is claimed long before it begins, and a queue of work that hangs cannot grow.
 */
final class Places {

    private static final System.Logger LOG = System.getLogger(Places.class.getName());

    private final Semaphore free;
    private final Executor threads;
    private final Runnable onFree;
    private final AtomicBoolean wanted = new AtomicBoolean();

    /**
     * All are free.
     *
     * @param threads as many threads
     * @param onFree told when a place is free again after one was wanting
     */
    Places(int most, Executor threads, Runnable onFree) {
        this.free = new Semaphore(most);
        this.threads = threads;
        this.onFree = onFree;
    }

    /**
     * Claims work and begins it, until none is left or no place is free. Throws what the claim throws.
     *
     * @param claim takes as many as it is told at most
     */
    <T> void fill(IntFunction<Claimed<T>> claim, Consumer<T> work) {
        int places = take();
        while (places > 0) {
            Claimed<T> claimed = claim(places, claim);
            giveBack(places - claimed.rows().size());
            claimed.rows().forEach(row -> begin(() -> work.accept(row)));
            places = claimed.more() ? take() : 0;
        }
    }

    private int take() {
        int places = free.drainPermits();
        if (places == 0) {
            wanted.set(true);
            // One may have become free just before it was said that one is wanting.
            places = free.drainPermits();
        }
        return places;
    }

    private <T> Claimed<T> claim(int places, IntFunction<Claimed<T>> claim) {
        try {
            return claim.apply(places);
        } catch (RuntimeException e) {
            giveBack(places);
            throw e;
        }
    }

    private void begin(Runnable work) {
        try {
            threads.execute(() -> {
                try {
                    work.run();
                } finally {
                    giveBack(1);
                }
            });
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "the threads have ended; the work waits until its lease is over");
            giveBack(1);
        } catch (OutOfMemoryError e) {
            LOG.log(System.Logger.Level.ERROR, "no thread can begin; the work waits until its lease is over", e);
            giveBack(1);
        }
    }

    private void giveBack(int places) {
        if (places > 0) {
            free.release(places);
            if (wanted.compareAndSet(true, false)) {
                onFree.run();
            }
        }
    }
}
