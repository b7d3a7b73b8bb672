package dev.countersign.smpp;

import dev.countersign.smpp.route.Health;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One carrier at work: its message center, the window in front of it, and threads of its own, so that a slow carrier holds
 * up its own orders alone.
 */
final class CarrierLine {

    private static final System.Logger LOG = System.getLogger(CarrierLine.class.getName());
    private static final Duration DRAIN_LOOK = Duration.ofMillis(100);
    private static final Duration IDLE = Duration.ofMinutes(1);

    private final Carrier carrier;
    private final MessageCenter center;
    private final SubmissionWindow window;
    private final ExecutorService submitters;
    private final Entrance entrance;
    private final Strikes strikes = new Strikes();
    private final Deliveries deliveries;
    private final AtomicBoolean opened = new AtomicBoolean();

    /**
     * Not open yet.
     *
     * @param submitters as {@link #submitters} makes them
     */
    CarrierLine(Carrier carrier, MessageCenter center, SubmissionWindow window, ExecutorService submitters) {
        this.carrier = carrier;
        this.center = center;
        this.window = window;
        this.submitters = submitters;
        this.entrance = new Entrance(window, submitters);
        this.deliveries = new Deliveries(carrier.name());
    }

    /**
     * Threads that submit: one for each place of its windows with all binds, and one that waits for whoever has none yet. Those end that
     * have nothing to do. Where the machine has no thread left a step is rejected, as it is where the line has been closed.
     */
    static ThreadPoolExecutor submitters(Carrier carrier, ThreadFactory threads) {
        int most = carrier.places() + 1;
        ThreadPoolExecutor submitters =
                new ThreadPoolExecutor(
                        most, most, IDLE.toMillis(), TimeUnit.MILLISECONDS, new LinkedBlockingQueue<>(), threads) {
                    @Override
                    public void execute(Runnable step) {
                        try {
                            super.execute(step);
                        } catch (OutOfMemoryError e) {
                            throw new RejectedExecutionException(e);
                        }
                    }
                };
        submitters.allowCoreThreadTimeOut(true);
        return submitters;
    }

    /** Begins its sessions, once. */
    void open() {
        if (opened.compareAndSet(false, true)) {
            log("opened");
            center.open();
        }
    }

    void log(String event) {
        LOG.log(System.Logger.Level.INFO, "smpp.carrier name={0} event={1}", name(), event);
    }

    Carrier carrier() {
        return carrier;
    }

    String name() {
        return carrier.name();
    }

    MessageCenter center() {
        return center;
    }

    SubmissionWindow window() {
        return window;
    }

    /** What receipts told of its messages since this line began. */
    Deliveries deliveries() {
        return deliveries;
    }

    String lastFault() {
        return strikes.lastFault();
    }

    /** Whether it has failed so often in a row that orders wait for it. */
    boolean isDoubtful(Instant now) {
        return strikes.isDoubtful(now);
    }

    Health health(Instant now) {
        if (!window.isBound()) {
            return Health.DOWN;
        }
        return window.isCongested() || isDoubtful(now) ? Health.DEGRADED : Health.UP;
    }

    /**
     * Waits for a place in the window, as {@link Entrance#enter} does, and runs a step that may wait for this carrier.
     *
     * @param entered runs with the place, which it gives back
     * @param away runs when there was none in time, or the line has been closed
     */
    void enter(Duration patience, Runnable entered, Runnable away) {
        entrance.enter(patience, entered, away);
    }

    /** Runs a step that has its place and may wait for this carrier; false when there is no thread for it, or the line has been closed. */
    boolean run(Runnable step) {
        try {
            submitters.execute(step);
            return true;
        } catch (RejectedExecutionException e) {
            return false;
        }
    }

    /**
     * What an answer says about the carrier itself. Returns what it asks for; RETRY where there was none.
     *
     * @param own what sets the message apart
     */
    CommandStatus note(SubmitAnswer answer, Set<Peculiarity> own, Instant now) {
        return switch (answer.kind()) {
            case ACCEPTED -> {
                window.accepted();
                strikes.clear();
                yield CommandStatus.ACCEPTED;
            }
            case REFUSED -> {
                answer.pause().ifPresent(window::rest);
                yield refused(answer.commandStatus(), own, now);
            }
            case UNANSWERED -> {
                strikes.add("no answer to a submit_sm", now);
                yield CommandStatus.RETRY;
            }
            case CUT, NOT_SENT -> CommandStatus.RETRY;
        };
    }

    private CommandStatus refused(int commandStatus, Set<Peculiarity> own, Instant now) {
        CommandStatus asked = carrier.statuses().of(commandStatus);
        switch (asked) {
            case SLOW_DOWN -> window.throttled();
            case RETRY, REBIND -> strikes.add(StatusName.of(commandStatus), now);
            case ELSEWHERE -> {
                if (CommandStatus.isOfAllMessages(commandStatus, own)) {
                    strikes.add(StatusName.of(commandStatus), now);
                } else {
                    strikes.note(StatusName.of(commandStatus));
                }
                LOG.log(
                        System.Logger.Level.ERROR,
                        "smpp.carrier name={0} event=our-fault status={1}: see docs/carriers.md",
                        name(),
                        StatusName.of(commandStatus));
            }
            case BLOCKED, GIVE_UP, ACCEPTED -> {}
        }
        return asked;
    }

    /**
     * Lets nobody in any more, unbinds when all answers are there or overdue, and then calls {@code after}. Returns at once:
     * a far side that no longer answers takes its time to be left.
     */
    void retire(Clockwork clockwork, Runnable after) {
        window.close();
        drain(clockwork, carrier.access().submitTimeout(), after);
    }

    private void drain(Clockwork clockwork, Duration left, Runnable after) {
        if (window.outstanding() == 0 || left.isNegative()) {
            submitters.shutdown();
            clockwork.elsewhere(() -> {
                try {
                    center.close();
                } finally {
                    after.run();
                }
            });
            return;
        }
        clockwork.later(DRAIN_LOOK, () -> drain(clockwork, left.minus(DRAIN_LOOK), after));
    }

    /** The gateway stops: answers that come within {@code patience} are still heard. */
    void close(Duration patience) {
        window.close();
        submitters.shutdown();
        try {
            if (!submitters.awaitTermination(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                log("stopped-unanswered");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        center.close();
    }
}
