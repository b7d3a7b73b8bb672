package dev.countersign;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Two who do something at once, for tests of what the second one sees. */
public final class Behind {

    private Behind() {}

    /**
     * Has a step run while a transaction is not over, and ends that one as soon as the step waits for it, or is done.
     *
     * @return what the step came to
     */
    public static <B, T> T uncommitted(
            Database database, Beans beans, Class<B> bean, Consumer<B> first, Supplier<T> second) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<T> waiting = beans.<B, Future<T>>call(bean, desk -> {
                first.accept(desk);
                Future<T> behind = thread.submit(second::get);
                while (!Databases.isAnybodyWaiting(database) && !behind.isDone()) {
                    Thread.onSpinWait();
                }
                return behind;
            });
            return waiting.get();
        } finally {
            thread.shutdownNow();
        }
    }
}
