package dev.countersign.smpp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Where orders that are under way wait for a place in a carrier's window: first come, first served, and before new ones. One
 * thread waits for all of them, so that an order that has its place is never behind those that have none.
 */
final class Entrance {

    private final SubmissionWindow window;
    private final Executor threads;
    private final Queue<Entrant> waiting = new ArrayDeque<>();
    private boolean letting;

    private record Entrant(long deadlineNanos, Runnable entered, Runnable away) {}

    /**
     * Nobody waits.
     *
     * @param threads at least one more than the window has places
     */
    Entrance(SubmissionWindow window, Executor threads) {
        this.window = window;
        this.threads = threads;
    }

    /**
     * Waits for a place and returns at once.
     *
     * @param entered runs with a place, which it gives back
     * @param away runs when there was none within {@code patience}, or there will be none any more
     */
    void enter(Duration patience, Runnable entered, Runnable away) {
        synchronized (waiting) {
            waiting.add(new Entrant(System.nanoTime() + patience.toNanos(), entered, away));
            if (letting) {
                return;
            }
            letting = true;
        }
        try {
            threads.execute(this::letIn);
        } catch (RejectedExecutionException e) {
            for (Entrant next = take(); next != null; next = take()) {
                Steps.guard(next.away);
            }
        }
    }

    private void letIn() {
        for (Entrant next = take(); next != null; next = take()) {
            long left = Math.max(0, next.deadlineNanos - System.nanoTime());
            if (!window.enterFirst(Duration.ofNanos(left)) || !run(next)) {
                Steps.guard(next.away);
            }
        }
    }

    private boolean run(Entrant entrant) {
        try {
            threads.execute(() -> Steps.guard(entrant.entered));
            return true;
        } catch (RejectedExecutionException e) {
            window.leave();
            return false;
        }
    }

    /** The next one; who comes after there was none has to begin anew. */
    private @Nullable Entrant take() {
        synchronized (waiting) {
            Entrant next = waiting.poll();
            letting = next != null;
            return next;
        }
    }
}
