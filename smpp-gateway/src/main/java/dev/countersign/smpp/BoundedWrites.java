package dev.countersign.smpp;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/** Ends a connection on which a write lasts too long. One write at a time, as jsmpp has it. */
final class BoundedWrites extends FilterOutputStream {

    private static final long NONE = 0;

    private final Duration most;
    private final Clockwork clockwork;
    private final Runnable end;
    private final AtomicLong writes = new AtomicLong(NONE);
    private final AtomicBoolean watched = new AtomicBoolean();
    private volatile long present = NONE;
    private volatile long since;

    /**
     * Nothing is written yet.
     *
     * @param most that a write lasts, or up to twice as long: one look in that time is enough for all of them
     * @param end ends the connection, so that the write fails
     */
    BoundedWrites(OutputStream out, Duration most, Clockwork clockwork, Runnable end) {
        super(out);
        this.most = most;
        this.clockwork = clockwork;
        this.end = end;
    }

    @Override
    public void write(int octet) throws IOException {
        write(new byte[] {(byte) octet}, 0, 1);
    }

    @Override
    public void write(byte[] octets, int from, int length) throws IOException {
        since = System.nanoTime();
        present = writes.incrementAndGet();
        watch(present);
        try {
            out.write(octets, from, length);
        } finally {
            present = NONE;
        }
    }

    /** Whether the write that is under way has lasted so long. */
    boolean hasLasted(Duration time) {
        return present != NONE && System.nanoTime() - since >= time.toNanos();
    }

    private void watch(long write) {
        if (watched.compareAndSet(false, true)) {
            clockwork.later(most, () -> look(write));
        }
    }

    private void look(long write) {
        // In this order: a write that begins now either finds itself watched by nobody, or is seen here.
        watched.set(false);
        long now = present;
        if (now == write) {
            clockwork.elsewhere(end);
        } else if (now != NONE) {
            watch(now);
        }
    }
}
