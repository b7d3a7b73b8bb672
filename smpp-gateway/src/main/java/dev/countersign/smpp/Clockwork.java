package dev.countersign.smpp;

import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;

/**
 * What makes things happen later, or elsewhere.
 *
 * @param timer starts steps later; a step that waits must go on elsewhere
 * @param links runs what waits for others: connecting, ending a session, looking through a queue; never short of threads
 * @param clock says what time it is
 * @param random jitter of pauses, and draws
 */
record Clockwork(ScheduledExecutorService timer, Executor links, Clock clock, RandomGenerator random) {

    private static final System.Logger LOG = System.getLogger(Clockwork.class.getName());

    private static final Duration NO_THREAD = Duration.ofSeconds(1);

    /** Starts the step after the pause. While the gateway stops nothing is started any more, and orders stay in their queues. */
    void later(Duration pause, Runnable step) {
        try {
            var unused = timer.schedule(step, pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.log(System.Logger.Level.DEBUG, "the gateway stops; nothing is begun any more");
        }
    }

    /** Runs a step that waits for others; a moment later where the machine has no thread left. */
    void elsewhere(Runnable step) {
        try {
            links.execute(step);
        } catch (OutOfMemoryError e) {
            LOG.log(System.Logger.Level.WARNING, "smpp.gateway event=no-thread cause={0}", e.toString());
            later(NO_THREAD, () -> elsewhere(step));
        }
    }
}
