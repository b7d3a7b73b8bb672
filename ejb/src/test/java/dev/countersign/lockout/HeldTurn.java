package dev.countersign.lockout;

import dev.countersign.Beans;
import dev.countersign.Databases;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** The turn of a lane in the hand of somebody else, for tests of what a step locks before it. */
public final class HeldTurn {

    private HeldTurn() {}

    /**
     * Has a step wait for the turn of a lane, and looks at what it holds meanwhile; on the embedded database.
     *
     * @return what the step came to once the turn was free
     */
    public static <T> T behind(Beans beans, Lane lane, Supplier<T> step, Runnable look) throws Exception {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        Future<T> result = beans.call(Lockout.class, lockout -> {
            lockout.takeTurn(lane);
            Future<T> behind = thread.submit(step::get);
            while (!Databases.isAnybodyWaiting(Databases.embedded()) && !behind.isDone()) {
                Thread.onSpinWait();
            }
            look.run();
            return behind;
        });
        thread.shutdown();
        return result.get();
    }
}
