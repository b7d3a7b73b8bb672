package dev.countersign.smpp;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * Writes what comes at one moment in one transaction: a commit waits for the disk, and one wait is enough for all of it. What
 * comes while a write is under way is in the next one. No thread waits for its turn: one at a time writes, as long as there is
 * something.
 */
final class Together<T> {

    private final int most;
    private final Consumer<List<T>> write;
    private final Executor executor;
    private final Queue<Part<T>> waiting = new ArrayDeque<>();
    private boolean running;

    private record Part<T>(T value, CompletableFuture<Void> written) {}

    /**
     * Nothing is written yet.
     *
     * @param most parts of one write
     * @param write takes all of them or throws; never two at one time
     * @param executor runs the writes
     */
    Together(int most, Consumer<List<T>> write, Executor executor) {
        this.most = most;
        this.write = write;
        this.executor = executor;
    }

    /**
     * Has it written soon. What is returned completes when that has been done, on the thread that writes, or fails with what the
     * write threw of which it was a part.
     */
    CompletableFuture<Void> write(T value) {
        Part<T> part = new Part<>(value, new CompletableFuture<>());
        synchronized (waiting) {
            waiting.add(part);
            if (running) {
                return part.written;
            }
            running = true;
        }
        try {
            executor.execute(this::writeAll);
        } catch (RejectedExecutionException e) {
            do {
                take().forEach(left -> left.written.completeExceptionally(e));
            } while (!stopIfEmpty());
        }
        return part.written;
    }

    private void writeAll() {
        do {
            writeSome(take());
        } while (!stopIfEmpty());
    }

    /** Whoever brings something after this has to begin a new run. */
    private boolean stopIfEmpty() {
        synchronized (waiting) {
            running = !waiting.isEmpty();
            return !running;
        }
    }

    private void writeSome(List<Part<T>> parts) {
        try {
            write.accept(parts.stream().map(Part::value).toList());
        } catch (Throwable e) { // An error, too: nobody else would begin a run again.
            parts.forEach(part -> part.written.completeExceptionally(e));
            return;
        }
        parts.forEach(part -> part.written.complete(null));
    }

    /** Those who have waited longest. */
    private List<Part<T>> take() {
        List<Part<T>> oldest = new ArrayList<>();
        synchronized (waiting) {
            while (oldest.size() < most && !waiting.isEmpty()) {
                oldest.add(waiting.remove());
            }
        }
        return oldest;
    }
}
