package dev.countersign.blackbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** Users that log in all the time, each from the password to the token, in parallel threads, until it is closed. */
final class LoginStream implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Product product;
    private final ExecutorService threads;
    private final List<Future<?>> streams = new ArrayList<>();
    private final AtomicInteger succeeded = new AtomicInteger();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final Object server = new Object();
    private volatile boolean open = true;
    /** Even while the server is there, odd while it is away. */
    private volatile int epoch;

    LoginStream(Product product, int parallel) {
        this.product = product;
        this.threads = Executors.newFixedThreadPool(parallel);
        for (int i = 0; i < parallel; i++) {
            streams.add(threads.submit(this::logInAgainAndAgain));
        }
    }

    /** Waits until so many more logins have succeeded from now on. */
    void awaitLogins(int more) {
        int goal = succeeded.get() + more;
        Eventually.get(
                more + " more logins", PATIENCE, () -> Optional.of(succeeded).filter(n -> n.get() >= goal));
    }

    /** Kills and restarts the server; logins that this cuts are no failures. */
    void killAndRestartServer() {
        nextEpoch();
        product.killAndRestartServer();
        nextEpoch();
    }

    int succeeded() {
        return succeeded.get();
    }

    /** What went wrong while the server was there. */
    List<String> failures() {
        return failures;
    }

    @Override
    public void close() {
        open = false;
        threads.shutdown();
        for (Future<?> stream : streams) {
            try {
                stream.get();
            } catch (InterruptedException | java.util.concurrent.ExecutionException e) {
                throw new AssertionError(e);
            }
        }
    }

    private void logInAgainAndAgain() {
        while (open) {
            int begun = awaitServer();
            try {
                logIn();
                succeeded.incrementAndGet();
            } catch (RuntimeException | AssertionError e) {
                if (epoch == begun) {
                    failures.add(e.toString());
                }
            }
        }
    }

    private void nextEpoch() {
        synchronized (server) {
            epoch = epoch + 1;
            server.notifyAll();
        }
    }

    private int awaitServer() {
        synchronized (server) {
            while (epoch % 2 == 1) {
                try {
                    server.wait();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(e);
                }
            }
            return epoch;
        }
    }

    private void logIn() {
        TestUser user = product.operator().newUser();
        Portal.Attempt attempt = product.portal().begin(user);
        Answer answered = attempt.answer(product.inbox().code(user));
        Answer token = attempt.token();
        if (answered.status() != 200 || token.status() != 200) {
            throw new IllegalStateException(answered + "\n" + token);
        }
    }
}
