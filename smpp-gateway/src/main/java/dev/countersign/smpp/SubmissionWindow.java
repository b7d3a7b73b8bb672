package dev.countersign.smpp;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets submissions through: only while a session is bound, never more than the window at once (SMPP 3.4 section 2.9),
 * slower when the message center throttles. It also bounds the orders that are taken and not settled, so that a message
 * center that refuses everything for now leaves the rest in the broker's queue.
 *
 * <p>An order is {@link #admit admitted} once and {@link #settled settled} once; in between each walk to the message
 * center takes a place by {@link #enter} (the first has it by its admission) and gives it back by {@link #leave}.
 */
final class SubmissionWindow {

    private static final Duration FIRST_BREAK = Duration.ofMillis(100);
    private static final Duration LONGEST_BREAK = Duration.ofSeconds(5);

    private final int size;
    private final int maxUnsettled;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private boolean bound;
    private boolean closed;
    private int outstanding;
    private int unsettled;
    private Duration pace = Duration.ZERO;
    private long breakUntilNanos = System.nanoTime();

    SubmissionWindow(int size, int maxUnsettled) {
        if (size < 1 || maxUnsettled < size) {
            throw new IllegalArgumentException("the window needs a place, and not more than orders may be unsettled");
        }
        this.size = size;
        this.maxUnsettled = maxUnsettled;
    }

    /** Takes a place for an order that is new; false when there is none within {@code patience}. */
    boolean admit(Duration patience) {
        return take(patience, true);
    }

    /** Takes a place for an order that is here already; false when there is none within {@code patience}. */
    boolean enter(Duration patience) {
        return take(patience, false);
    }

    /** Gives a place back. */
    void leave() {
        change(() -> outstanding--);
    }

    /** Counts an order that was found here at start, whatever the bound. */
    void found() {
        change(() -> unsettled++);
    }

    /** The order is over. */
    void settled() {
        change(() -> unsettled--);
    }

    void bound(boolean now) {
        change(() -> bound = now);
    }

    /** Whether submissions are let through but for the window. */
    boolean isBound() {
        lock.lock();
        try {
            return bound;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The message center said ESME_RTHROTTLED: a break for all, each twice as long as the one before. Answers to what was
     * sent before a break began belong to the same break.
     */
    void throttled() {
        change(() -> {
            if (isBreak()) {
                return;
            }
            Duration doubled = pace.isZero() ? FIRST_BREAK : pace.multipliedBy(2);
            pace = doubled.compareTo(LONGEST_BREAK) > 0 ? LONGEST_BREAK : doubled;
            breakUntilNanos = System.nanoTime() + pace.toNanos();
        });
    }

    /** The message center took one: the next break is a quarter shorter. */
    void accepted() {
        change(() -> {
            Duration shorter = pace.multipliedBy(3).dividedBy(4);
            pace = shorter.compareTo(FIRST_BREAK) < 0 ? Duration.ZERO : shorter;
        });
    }

    /** Nobody is let through any more, and whoever waits is sent away. */
    void close() {
        change(() -> closed = true);
    }

    private boolean take(Duration patience, boolean isNew) {
        long deadline = System.nanoTime() + patience.toNanos();
        lock.lock();
        try {
            while (!isOpen(isNew)) {
                long wait = Math.min(deadline - System.nanoTime(), nextLook());
                if (closed || deadline - System.nanoTime() <= 0) {
                    return false;
                }
                changed.await(Math.max(wait, 1), TimeUnit.NANOSECONDS);
            }
            outstanding++;
            unsettled += isNew ? 1 : 0;
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    private boolean isOpen(boolean isNew) {
        return bound && !closed && outstanding < size && !isBreak() && (!isNew || unsettled < maxUnsettled);
    }

    private boolean isBreak() {
        return breakUntilNanos - System.nanoTime() > 0;
    }

    private long nextLook() {
        long left = breakUntilNanos - System.nanoTime();
        return left > 0 ? left : Long.MAX_VALUE;
    }

    private void change(Runnable change) {
        lock.lock();
        try {
            change.run();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
