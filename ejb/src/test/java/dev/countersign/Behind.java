package dev.countersign;

import jakarta.persistence.EntityManager;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A step that comes in while somebody else's transaction is under way and waits for it, for tests of what the second one sees. */
public final class Behind {

    private Behind() {}

    /**
     * Has a step run while a call is not committed, and lets that one commit as soon as the step waits for it, or is done.
     *
     * @return what the step came to
     */
    public static <B, T> T uncommitted(
            Database database, Beans beans, Class<B> bean, Consumer<B> first, Supplier<T> second) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            return beans.<B, Future<T>>call(bean, desk -> {
                        first.accept(desk);
                        return waiting(thread, database, second);
                    })
                    .get();
        } finally {
            thread.shutdownNow();
        }
    }

    /**
     * Has a step wait for a transaction on the embedded database.
     *
     * @param holds what the transaction does first, by which it holds what the step needs
     * @param then what it does while the step waits, before it commits
     * @return what the step came to
     */
    public static <T> T of(Beans beans, Consumer<EntityManager> holds, Supplier<T> step, Consumer<EntityManager> then)
            throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            return beans.query(entities -> {
                        holds.accept(entities);
                        entities.flush();
                        Future<T> behind = waiting(thread, Databases.embedded(), step);
                        then.accept(entities);
                        return behind;
                    })
                    .get();
        } finally {
            thread.shutdownNow();
        }
    }

    private static <T> Future<T> waiting(ExecutorService thread, Database database, Supplier<T> step) {
        Future<T> behind = thread.submit(step::get);
        while (!Databases.isAnybodyWaiting(database) && !behind.isDone()) {
            Thread.onSpinWait();
        }
        return behind;
    }
}
