package dev.countersign.time;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
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
    private final AtomicReference<Reading<T>> last = new AtomicReference<>(Reading.none());

    /** @param value empty where nothing was read yet, or what was read is known to be no more */
    private record Reading<T>(Optional<T> value, LastReading when) {

        /** Another one each time: what somebody reads meanwhile does not take its place. */
        static <T> Reading<T> none() {
            return new Reading<>(Optional.empty(), LastReading.NONE);
        }
    }

    /**
     * Reads nothing yet.
     *
     * @param name for the log
     */
    public KeptReading(String name, Supplier<T> source, Clock clock) {
        this.name = name;
        this.source = source;
        this.clock = clock;
    }

    /** The value, tried to be read anew if it was so long ago; where there is none yet, whoever asks reads. */
    public T notOlderThan(Duration age) {
        Reading<T> known = last();
        if (known.value().isPresent() && known.when().isOlderThan(age, clock.instant()) && reading.tryLock()) {
            try {
                last.compareAndSet(known, readOrKeep(known));
            } finally {
                reading.unlock();
            }
        }
        Reading<T> newest = last();
        return newest.value().orElseGet(() -> readFirst(newest));
    }

    /** Has it read at the next question, so that what this node has just written is known to it; what is being read meanwhile is not kept. */
    public void forget() {
        last.set(Reading.none());
    }

    private Reading<T> last() {
        return Objects.requireNonNull(last.get());
    }

    private T readFirst(Reading<T> none) {
        Instant before = clock.instant();
        T value = source.get();
        last.compareAndSet(none, new Reading<>(Optional.of(value), new LastReading(before)));
        return value;
    }

    /** Whoever finds out waits for it, perhaps long; the next one tries only when the same time has passed again. */
    private Reading<T> readOrKeep(Reading<T> known) {
        Instant before = clock.instant();
        try {
            return new Reading<>(Optional.of(source.get()), new LastReading(before));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, name + " were not read; those of the last reading serve", e);
            return new Reading<>(known.value(), new LastReading(clock.instant()));
        }
    }
}
