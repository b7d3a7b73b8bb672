package dev.countersign;

import jakarta.persistence.EntityManager;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** A call that waits for the row of a user while somebody else changes what it has looked at already. */
public final class Overtaken {

    private Overtaken() {}

    /**
     * Has the call come as far as the user's row, commits the change, and lets it go on.
     *
     * @return what the call gives
     */
    public static <T> T call(Database database, long userId, Callable<T> call, Consumer<EntityManager> change)
            throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<T> begun = database.call(entities -> {
                entities.createNativeQuery("select id from login_user where id = ?1 for update")
                        .setParameter(1, userId)
                        .getSingleResult();
                Future<T> waiting = thread.submit(call);
                while (!Databases.isAnybodyWaiting(database) && !waiting.isDone()) {
                    Thread.onSpinWait();
                }
                change.accept(entities);
                return waiting;
            });
            return begun.get();
        } finally {
            thread.shutdownNow();
        }
    }
}
