package dev.countersign.announce;

import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Work that looks for all there is to do: many wishes that come before it begins share one run. */
public final class SharedRun {

    private final AtomicBoolean wanted = new AtomicBoolean();

    /**
     * Sees to it that a run begins after this call.
     *
     * @throws RejectedExecutionException if the executor takes nothing more; the next wish tries again
     */
    public void want(Executor executor, Runnable work) {
        if (!wanted.compareAndSet(false, true)) {
            return;
        }
        try {
            executor.execute(() -> {
                wanted.set(false);
                work.run();
            });
        } catch (RejectedExecutionException e) {
            wanted.set(false);
            throw e;
        }
    }
}
