package dev.countersign.sweep;

import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What one timer does whenever it goes off. A run that takes longer than the timer's period is not joined by another: that one is left
 * out, and holds up no other timer of the bean. What goes wrong is logged, and the next time tries again; it never reaches the timer,
 * because some servers drop one whose method threw twice in a row. For beans that manage their concurrency themselves and have no
 * transaction, whose end could throw as well.
 */
public final class TimedWork {

    private final System.Logger log;
    private final String left;
    private final AtomicBoolean running = new AtomicBoolean();

    /**
     * @param bean whose timer it is
     * @param left what a failure leaves undone, for the log
     */
    public TimedWork(Class<?> bean, String left) {
        this.log = System.getLogger(bean.getName());
        this.left = left;
    }

    /** Does it, unless it is being done. */
    public void run(Runnable work) {
        if (!running.compareAndSet(false, true)) {
            return;
        }
        try {
            work.run();
        } catch (RuntimeException e) {
            log.log(System.Logger.Level.WARNING, left + "; the next time tries again", e);
        } finally {
            running.set(false);
        }
    }
}
