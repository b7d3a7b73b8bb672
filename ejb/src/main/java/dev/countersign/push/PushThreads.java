package dev.countersign.push;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that wait for push services, made by the server and shared with nobody: on its executor one service that hangs would hold up
 * SMS, receipts, mail and the audit. To be asked at the start, as names are looked up then.
 */
@ApplicationScoped
public class PushThreads {

    /** Notifications under way at a time. */
    static final int PLACES = 16;

    private static final int TEST_THREADS = 2;
    private static final int WAITING_TESTS = 100;
    private static final int IDLE_SECONDS = 30;

    @Resource(lookup = "java:comp/DefaultManagedThreadFactory")
    private ManagedThreadFactory threads;

    private ThreadPoolExecutor senders;
    private ThreadPoolExecutor tests;

    @PostConstruct
    void start() {
        senders = pool(PLACES, new LinkedBlockingQueue<>());
        tests = pool(TEST_THREADS, new ArrayBlockingQueue<>(WAITING_TESTS));
    }

    @PreDestroy
    void stop() {
        senders.shutdown();
        tests.shutdown();
    }

    /** One for each of the {@link #PLACES}. */
    Executor senders() {
        return senders;
    }

    /** For tests of notifications. It refuses more than a hundred that wait. */
    Executor tests() {
        return tests;
    }

    private ThreadPoolExecutor pool(int most, BlockingQueue<Runnable> queue) {
        ThreadPoolExecutor pool = new ThreadPoolExecutor(most, most, IDLE_SECONDS, TimeUnit.SECONDS, queue, threads);
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }
}
