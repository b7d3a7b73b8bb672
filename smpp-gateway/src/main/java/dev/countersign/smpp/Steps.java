package dev.countersign.smpp;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs the steps of orders on helper threads: at once, later, or when the broker has taken what was written. While the gateway stops
 * nothing is run any more, and the orders stay in the inflight queue.
 */
final class Steps {

    /**
     * So many looks that do not find an order say that it is not there. For half a minute a broker keeps for itself what a session held whose
     * connection broke; with the pauses between them so many looks take longer.
     */
    static final int LOOKS = 9;

    private static final System.Logger LOG = System.getLogger(Steps.class.getName());

    private final Executor helpers;
    private final Clockwork clockwork;
    private final Backoff pauses;

    /**
     * Without steps.
     *
     * @param pauses between attempts to write
     */
    Steps(Executor helpers, Clockwork clockwork, Backoff pauses) {
        this.helpers = helpers;
        this.clockwork = clockwork;
        this.pauses = pauses;
    }

    void run(Runnable step) {
        try {
            helpers.execute(() -> guard(step));
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "the gateway stops; the order stays in the inflight queue");
        }
    }

    void later(Duration pause, Runnable step) {
        clockwork.later(pause, () -> run(step));
    }

    /** Has it written until the broker takes it, and then goes on. */
    void stubbornly(Supplier<CompletableFuture<Void>> write, Runnable then) {
        stubbornly(0, write, nothing -> then.run());
    }

    /** The same for what whoever has it done waits for, and what says whether it found its order; that it did not is believed late. */
    void stubbornly(BooleanSupplier write, Consumer<Boolean> then) {
        AtomicInteger misses = new AtomicInteger();
        stubbornly(0, () -> attempt(() -> found(write, misses)), then);
    }

    /** How long after so many failures it is tried again. */
    Duration pause(int failures) {
        return pauses.pause(failures, clockwork.random());
    }

    private <T> void stubbornly(int failures, Supplier<CompletableFuture<T>> write, Consumer<T> then) {
        var unused = write.get().whenComplete((written, failure) -> {
            if (failure == null) {
                guard(() -> then.accept(written));
                return;
            }
            LOG.log(System.Logger.Level.WARNING, "sms.memory event=not-written cause={0}", failure.toString());
            later(pause(failures), () -> stubbornly(failures + 1, write, then));
        });
    }

    private static boolean found(BooleanSupplier write, AtomicInteger misses) {
        boolean found = write.getAsBoolean();
        if (!found && misses.incrementAndGet() < LOOKS) {
            throw new IllegalStateException("The order was not found in the inflight queue");
        }
        return found;
    }

    /** A write that whoever has it done waits for. */
    static Supplier<CompletableFuture<Void>> waiting(Runnable write) {
        return () -> attempt(() -> {
            write.run();
            return null;
        });
    }

    private static <T> CompletableFuture<T> attempt(Supplier<T> write) {
        try {
            return CompletableFuture.completedFuture(write.get());
        } catch (RuntimeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    /** A fault of ours must show; the order then stays in the inflight queue until the next start. */
    static void guard(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "sms.order event=fault", e);
        }
    }
}
