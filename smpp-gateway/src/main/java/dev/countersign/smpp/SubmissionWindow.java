package dev.countersign.smpp;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Lets submissions to one carrier through: only while a bind stands that submits, never more than the window of all of
 * them at once (SMPP 3.4 section 2.9), no faster than agreed, and slower when the message center throttles.
 *
 * <p>Each walk of an order to the message center takes a place by {@link #enter} or {@link #enterFirst} and gives it back by {@link #leave}.
 */
final class SubmissionWindow {

    private static final Duration FIRST_BREAK = Duration.ofMillis(100);
    private static final Duration LONGEST_BREAK = Duration.ofSeconds(5);

    /** A carrier may ask for more than the codes live that wait for it. */
    private static final Duration LONGEST_REST = Duration.ofMinutes(1);

    /** After the last break; else a carrier that is sent nothing because of it could never show that it takes more again. */
    private static final Duration CONGESTION = Duration.ofSeconds(30);

    private final int placesPerBind;
    private final TokenBucket bucket;
    private final LongSupplier nanoTime;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    private int size;
    private boolean closed;
    private int outstanding;
    private int first;
    private Duration pace = Duration.ZERO;
    private long breakUntilNanos;

    SubmissionWindow(Carrier.Pace pace) {
        this(pace, System::nanoTime);
    }

    /** @param nanoTime time that nobody sets, as {@link System#nanoTime} */
    SubmissionWindow(Carrier.Pace pace, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        placesPerBind = pace.window();
        breakUntilNanos = nanoTime.getAsLong();
        bucket = new TokenBucket(pace.perSecond(), breakUntilNanos);
    }

    /** Takes a place; false when there is none within {@code patience} that nobody else is to have first. */
    boolean enter(Duration patience) {
        return enter(patience, () -> isOpen() && first == 0);
    }

    /** Takes a place before all that {@link #enter}; for what is under way already. */
    boolean enterFirst(Duration patience) {
        change(() -> first++);
        try {
            return enter(patience, this::isOpen);
        } finally {
            change(() -> first--);
        }
    }

    private boolean enter(Duration patience, BooleanSupplier mayEnter) {
        long deadline = nanoTime.getAsLong() + patience.toNanos();
        lock.lock();
        try {
            while (!mayEnter.getAsBoolean()) {
                long left = deadline - nanoTime.getAsLong();
                if (closed || left <= 0) {
                    return false;
                }
                changed.await(Math.max(Math.min(left, nextLook()), 1), TimeUnit.NANOSECONDS);
            }
            outstanding++;
            bucket.take(nanoTime.getAsLong());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            lock.unlock();
        }
    }

    /** A further part goes out on the place that is held; who comes next waits the longer for it. */
    void furtherPart() {
        change(() -> bucket.take(nanoTime.getAsLong()));
    }

    /** Gives a place back. */
    void leave() {
        change(() -> outstanding--);
    }

    /** So many binds stand that submit. */
    void bound(int binds) {
        change(() -> size = binds * placesPerBind);
    }

    /** Whether somebody new would be let through now. */
    boolean hasRoom() {
        return ask(() -> isOpen() && first == 0);
    }

    /** Whether submissions are let through but for window, pace and break. */
    boolean isBound() {
        return ask(() -> size > 0 && !closed);
    }

    /** Whether nobody is let through because the message center has throttled. */
    boolean isOnBreak() {
        return ask(this::isBreak);
    }

    /** Places that are taken. */
    int outstanding() {
        return ask(() -> outstanding);
    }

    /** Places that there are now. */
    int size() {
        return ask(() -> size);
    }

    /**
     * Whether breaks have grown to the longest, and the last was half a minute ago at most, or the carrier has asked for a longer one: the message
     * center takes much less than it is sent.
     */
    boolean isCongested() {
        return ask(() -> {
            long since = nanoTime.getAsLong() - breakUntilNanos;
            return -since > LONGEST_BREAK.toNanos() || (pace.equals(LONGEST_BREAK) && since < CONGESTION.toNanos());
        });
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
            breakUntilNanos = nanoTime.getAsLong() + pace.toNanos();
        });
    }

    /** The carrier asks for a pause of this length: a break for all, of a minute at most. */
    void rest(Duration asked) {
        Duration rest = asked.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : asked;
        change(() -> {
            long until = nanoTime.getAsLong() + rest.toNanos();
            if (until - breakUntilNanos > 0) {
                breakUntilNanos = until;
            }
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

    private boolean isOpen() {
        return size > 0 && !closed && outstanding < size && !isBreak() && bucket.waitNanos(nanoTime.getAsLong()) == 0;
    }

    private boolean isBreak() {
        return breakUntilNanos - nanoTime.getAsLong() > 0;
    }

    /** Nanoseconds after which it may be open without anybody having changed anything. */
    private long nextLook() {
        long now = nanoTime.getAsLong();
        long left = Math.max(breakUntilNanos - now, bucket.waitNanos(now));
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

    private <T> T ask(Supplier<T> question) {
        lock.lock();
        try {
            return question.get();
        } finally {
            lock.unlock();
        }
    }
}
