package dev.countersign.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What a node has read that other nodes change, read anew when it is asked for and some time old. While one thread reads, the others go on
 * with what is known; and so do all while it cannot be read.
 */
public final class KeptReading<T> {

    private static final System.Logger LOG = System.getLogger(KeptReading.class.getName());

    private final String name;
    private final Supplier<T> source;
    private final Clock clock;

    private final ReentrantLock reading = new ReentrantLock();
    private volatile Reading<T> last;

    private record Reading<T>(T value, LastReading when) {}

    /**
     * Reads for the first time.
     *
     * @param name for the log
     */
    public KeptReading(String name, Supplier<T> source, Clock clock) {
        this.name = name;
        this.source = source;
        this.clock = clock;
        this.last = read();
    }

    /** The value, tried to be read anew if it was so long ago. */
    public T notOlderThan(Duration age) {
        if (last.when().isOlderThan(age, clock.instant()) && reading.tryLock()) {
            try {
                last = readOrKeep();
            } finally {
                reading.unlock();
            }
        }
        return last.value();
    }

    /** Reads now, so that what this node has just written is known to it. */
    public void reread() {
        last = read();
    }

    private Reading<T> read() {
        Instant before = clock.instant();
        return new Reading<>(source.get(), new LastReading(before));
    }

    /** Whoever finds out waits for it, perhaps long; the next one tries only when the same time has passed again. */
    private Reading<T> readOrKeep() {
        try {
            return read();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, name + " were not read; those of the last reading serve", e);
            return new Reading<>(last.value(), new LastReading(clock.instant()));
        }
    }
}
