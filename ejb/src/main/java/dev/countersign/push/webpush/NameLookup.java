package dev.countersign.push.webpush;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Finds the addresses of a name, and waits no longer than it is told: the JDK asks a name server that is silent for as long as the machine's
 * resolver does, and cannot be stopped. Such a look-up keeps a thread of its own until it ends; there are only so many.
 */
final class NameLookup {

    private static final int MOST_THREADS = 64;
    private static final int IDLE_SECONDS = 10;

    private final Duration patience;
    private final Resolver resolver;
    private final ThreadPoolExecutor threads;

    /** Asks for all addresses of a name. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] find(String host) throws UnknownHostException;
    }

    /** Asks as the JDK does. */
    NameLookup(Duration patience) {
        this(patience, InetAddress::getAllByName, MOST_THREADS);
    }

    NameLookup(Duration patience, Resolver resolver, int most) {
        this.patience = patience;
        this.resolver = resolver;
        // No thread of the server's: one that hangs would outlive the application there. These end by themselves.
        this.threads = new ThreadPoolExecutor(
                0, most, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), NameLookup::newThread);
    }

    /** All addresses of a host. Throws {@link UnknownHostException} if none is found in time, or too many are looked for. */
    List<InetAddress> find(String host) throws UnknownHostException {
        try {
            Future<InetAddress[]> found = threads.submit(() -> resolver.find(host));
            return List.of(found.get(patience.toMillis(), TimeUnit.MILLISECONDS));
        } catch (ExecutionException e) {
            throw e.getCause() instanceof UnknownHostException unknown ? unknown : unknown(host, e);
        } catch (TimeoutException | RejectedExecutionException e) {
            throw unknown(host, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unknown(host, e);
        }
    }

    private static UnknownHostException unknown(String host, Exception cause) {
        UnknownHostException unknown = new UnknownHostException(host);
        unknown.initCause(cause);
        return unknown;
    }

    private static Thread newThread(Runnable work) {
        Thread thread = new Thread(work, "countersign-name-lookup");
        thread.setDaemon(true);
        return thread;
    }
}
