package dev.countersign.smpp;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes what many threads bring at one moment in one transaction: a commit waits for the disk, and one wait is enough for all
 * of them. Whoever comes while a write is under way has his part in the next one, which the first of those who wait makes.
 */
final class Together<T> {

    private final int most;
    private final Consumer<List<T>> write;
    private final ReentrantLock turn = new ReentrantLock();
    private final List<Part<T>> waiting = new ArrayList<>();

    /** What one thread brought, and what became of it; changed under the turn alone. */
    private static final class Part<T> {

        private final T value;
        private boolean written;
        private @Nullable RuntimeException failure;

        private Part(T value) {
            this.value = value;
        }
    }

    /**
     * Nothing is written yet.
     *
     * @param most parts of one write
     * @param write takes all of them or throws; never two at one time
     */
    Together(int most, Consumer<List<T>> write) {
        this.most = most;
        this.write = write;
    }

    /** Returns when it has been written; throws what the write threw of which it was a part. */
    void write(T value) {
        Part<T> mine = new Part<>(value);
        synchronized (waiting) {
            waiting.add(mine);
        }
        turn.lock();
        try {
            while (!mine.written && mine.failure == null) {
                writeSome();
            }
        } finally {
            turn.unlock();
        }
        if (mine.failure != null) {
            throw mine.failure;
        }
    }

    /** Parts that no write has taken yet. */
    int countWaiting() {
        synchronized (waiting) {
            return waiting.size();
        }
    }

    private void writeSome() {
        List<Part<T>> parts = take();
        try {
            write.accept(parts.stream().map(part -> part.value).toList());
            parts.forEach(part -> part.written = true);
        } catch (RuntimeException e) {
            parts.forEach(part -> part.failure = e);
        }
    }

    /** Those who have waited longest. */
    private List<Part<T>> take() {
        synchronized (waiting) {
            List<Part<T>> oldest = waiting.subList(0, Math.min(most, waiting.size()));
            List<Part<T>> taken = List.copyOf(oldest);
            oldest.clear();
            return taken;
        }
    }
}
