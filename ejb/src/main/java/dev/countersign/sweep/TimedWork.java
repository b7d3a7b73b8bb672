package dev.countersign.sweep;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What one timer does whenever it goes off. A run that takes longer than the timer's period is not joined by another: that one is left
 * out, and holds up no other timer of the bean. What goes wrong is logged, and the next time tries again; it never reaches the timer,
 * because some servers drop one whose method threw twice in a row. For beans that manage their concurrency themselves and have no
 * transaction, whose end could throw as well.
 */
public final class TimedWork {

    /** By the names of beans. */
    private static final Map<String, AtomicLong> FAILURES = new ConcurrentHashMap<>();

    private final System.Logger log;
    private final String left;
    private final AtomicLong failures;
    private final AtomicBoolean running = new AtomicBoolean();

    /**
     * @param bean whose timer it is
     * @param left what a failure leaves undone, for the log
     */
    public TimedWork(Class<?> bean, String left) {
        this.log = System.getLogger(bean.getName());
        this.left = left;
        this.failures = FAILURES.computeIfAbsent(bean.getSimpleName(), name -> new AtomicLong());
    }

    /** How often the timers of each bean failed since this node started, by its simple name. The numbers go on counting. */
    public static Map<String, AtomicLong> failures() {
        return Map.copyOf(FAILURES);
    }

    /** Does it, unless it is being done. */
    public void run(Runnable work) {
        if (!running.compareAndSet(false, true)) {
            return;
        }
        try {
            work.run();
        } catch (Throwable e) { // An error, too, for which a server may drop the timer.
            failures.incrementAndGet();
            log.log(System.Logger.Level.WARNING, left + "; the next time tries again", e);
        } finally {
            running.set(false);
        }
    }
}
