package dev.countersign.smpp;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds the orders that are taken and not settled, so that carriers that refuse everything for now leave the rest in the
 * broker's queue.
 */
final class Unsettled {

    private final Places places;
    private final int most;

    Unsettled(int most) {
        this.most = most;
        if (most < 1) {
            throw new IllegalArgumentException("at least one order may be unsettled");
        }
        places = new Places(most);
    }

    /** Counts a new order; false when there are too many for {@code patience}. */
    boolean admit(Duration patience) {
        try {
            return places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Whether a new order would be counted now. */
    boolean hasRoom() {
        return places.availablePermits() > 0;
    }

    /** Whether half of the places are free, or more. */
    boolean isHalfFree() {
        return places.availablePermits() >= most / 2;
    }

    /** Counts an order that is here already, whatever the bound. */
    void found() {
        places.reducePermits(1);
    }

    /** The order is over. */
    void settled() {
        places.release();
    }

    private static final class Places extends Semaphore {

        private static final long serialVersionUID = 1L;

        private Places(int most) {
            super(most);
        }

        @Override
        protected void reducePermits(int reduction) {
            super.reducePermits(reduction);
        }
    }
}
