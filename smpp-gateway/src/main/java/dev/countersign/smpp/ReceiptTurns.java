package dev.countersign.smpp;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the receipts of one session that wait for the broker, so that threads are left for what else the message center asks.
 * A burst waits for its turns; while nothing moves nobody waits any more.
 */
final class ReceiptTurns {

    /** Receipts that wait for the broker at one time. */
    static final int MOST = 32;

    private static final Duration STANDSTILL = Duration.ofMillis(500);

    private final Semaphore places = new Semaphore(MOST);
    private volatile long movedNanos = System.nanoTime();

    /** Takes a turn; false when all are taken and none has begun or ended for half a second. */
    boolean enter() {
        try {
            long left = movedNanos + STANDSTILL.toNanos() - System.nanoTime();
            if (!places.tryAcquire(left, TimeUnit.NANOSECONDS)) {
                return false;
            }
            movedNanos = System.nanoTime();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Gives the turn back. */
    void leave() {
        movedNanos = System.nanoTime();
        places.release();
    }
}
