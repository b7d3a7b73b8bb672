package dev.countersign;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.Thread.State;
import java.util.concurrent.TimeUnit;
import org.eclipse.persistence.internal.helper.ConcurrencyManager;
import org.junit.jupiter.api.Test;

/** What the persistence unit asks of its provider, beyond tables. */
class WaitingThreadsTest {

    private static final Database DATABASE = Databases.empty("waiting-threads");

    /** The provider's own default asks again at once, for ever: 32 who wait for one keep two processors busy. */
    @Test
    void whoeverWaitsForAnothersIdsSleeps() throws Exception {
        DATABASE.run(entities -> entities.createNativeQuery("select 1").getSingleResult());
        ConcurrencyManager ids = new ConcurrencyManager();
        ids.acquire();
        Thread waiting = new Thread(ids::acquire, "waiting");
        waiting.start();
        try {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (waiting.getState() != State.TIMED_WAITING && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
            assertThat(waiting.getState()).isEqualTo(State.TIMED_WAITING);
        } finally {
            ids.release();
            waiting.join();
        }
    }
}
