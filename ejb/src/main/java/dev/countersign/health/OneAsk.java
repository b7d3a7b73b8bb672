package dev.countersign.health;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A question whose answer is waited for no longer than so long, and that is asked once at a time: who comes while it is under way waits for
 * the same answer. So a part that hangs holds one thread, however often it is asked for.
 *
 * @param <T> the answer
 */
final class OneAsk<T> {

    private final Supplier<T> question;
    private final Executor threads;
    private final Duration patience;
    private final AtomicReference<@Nullable CompletableFuture<T>> underWay = new AtomicReference<>();

    OneAsk(Supplier<T> question, Executor threads, Duration patience) {
        this.question = question;
        this.threads = threads;
        this.patience = patience;
    }

    /** The answer; empty if none came in time, or an exception or error did. */
    Optional<T> ask() {
        try {
            return Optional.of(join().get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        } catch (ExecutionException | TimeoutException e) {
            return Optional.empty();
        }
    }

    private CompletableFuture<T> join() {
        CompletableFuture<T> mine = new CompletableFuture<>();
        CompletableFuture<T> others = underWay.compareAndExchange(null, mine);
        if (others != null) {
            return others;
        }
        try {
            threads.execute(() -> answer(mine));
        } catch (RuntimeException | Error e) {
            fail(mine, e);
        }
        return mine;
    }

    private void answer(CompletableFuture<T> mine) {
        try {
            T answer = question.get();
            underWay.set(null);
            mine.complete(answer);
        } catch (RuntimeException | Error e) {
            fail(mine, e);
        }
    }

    /** Also for want of memory or threads: else all who come later wait for an answer that nobody gives. */
    private void fail(CompletableFuture<T> mine, Throwable fault) {
        underWay.set(null);
        mine.completeExceptionally(fault);
    }
}
