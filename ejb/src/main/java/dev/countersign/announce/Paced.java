package dev.countersign.announce;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Begins work at once, but not before a pause has passed since the work before was to begin. So what comes alone waits for nothing, and
 * in busy times more gathers for each run, which costs what a run costs only once for all of it.
 */
public final class Paced implements Executor {

    private final Duration pause;
    private final Executor threads;
    private final ScheduledExecutorService timer;
    private final LongSupplier nanos;
    private final AtomicLong next;

    /**
     * Nothing was begun yet.
     *
     * @param threads run the work; work that waited and that they refuse then runs on the timer's thread
     * @param timer waits
     */
    public Paced(Duration pause, Executor threads, ScheduledExecutorService timer) {
        this(pause, threads, timer, System::nanoTime);
    }

    Paced(Duration pause, Executor threads, ScheduledExecutorService timer, LongSupplier nanos) {
        this.pause = pause;
        this.threads = threads;
        this.timer = timer;
        this.nanos = nanos;
        this.next = new AtomicLong(nanos.getAsLong());
    }

    @Override
    public void execute(Runnable work) {
        long now = nanos.getAsLong();
        long wait = next.getAndUpdate(free -> Math.max(free - now, 0) + now + pause.toNanos()) - now;
        if (wait <= 0) {
            threads.execute(work);
        } else {
            var unused = timer.schedule(() -> begin(work), wait, TimeUnit.NANOSECONDS);
        }
    }

    /** Whoever wanted it was told that it will run. */
    private void begin(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException e) {
            work.run();
        }
    }
}
