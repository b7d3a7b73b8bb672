package dev.countersign.bench;

import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Threads that do one thing again and again, each as soon as it has done it before. */
final class Clients {

    private static final double NANOS_PER_SECOND = 1e9;

    private Clients() {}

    /** One client's work, with what it holds on to, such as a connection. */
    interface Work {

        /** Does it once; false when nothing is left to do. */
        boolean once() throws Exception;

        /** Gives back what the client held on to. */
        void end() throws IOException, SQLException;
    }

    /** Makes the work of one client, on the client's thread. */
    @FunctionalInterface
    interface WorkFactory {

        Work make() throws Exception;
    }

    /** Runs the clients, once all of them are made, until the time is over or nothing is left; gives the seconds. */
    static double run(int clients, double seconds, WorkFactory factory) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        AtomicLong begun = new AtomicLong();
        CyclicBarrier start = new CyclicBarrier(clients, () -> begun.set(System.nanoTime()));
        try {
            List<Future<?>> running = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                running.add(threads.submit(() -> {
                    Work work = factory.make();
                    try {
                        start.await(1, TimeUnit.MINUTES);
                        long end = begun.get() + (long) (seconds * NANOS_PER_SECOND);
                        while (System.nanoTime() - end < 0 && work.once()) {
                            // the work counts itself
                        }
                    } finally {
                        work.end();
                    }
                    return null;
                }));
            }
            for (Future<?> client : running) {
                client.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            threads.shutdownNow();
        }
        return (System.nanoTime() - begun.get()) / NANOS_PER_SECOND;
    }
}
