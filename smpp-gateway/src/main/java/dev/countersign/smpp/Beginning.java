package dev.countersign.smpp;

import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The beginning: takes up what the last life left in the inflight queue when it is known by which carriers it may have gone, for
 * they say how long their receipts are awaited. With settings of its own a gateway may be told others a moment later: where an order
 * lies with a carrier that those do not have, they are waited for, or its watch would be over. A core that tells of none is not waited
 * for longer than five seconds.
 */
final class Beginning {

    private static final System.Logger LOG = System.getLogger(Beginning.class.getName());
    private static final Duration LOOK = Duration.ofMillis(500);
    private static final int MOST_LOOKS = 10;
    private static final Duration RECOVERY_PAUSE = Duration.ofSeconds(2);

    private final GatewayMemory memory;
    private final BooleanSupplier book;
    private final Predicate<String> watching;
    private final Consumer<GatewayMemory.Inflight> takeUp;
    private final Clockwork clockwork;

    /**
     * Nothing is done yet.
     *
     * @param book looks whether there is one
     * @param watching whether receipts of the carrier with this name are awaited
     * @param takeUp takes one order; it may be given it again
     */
    Beginning(
            GatewayMemory memory,
            BooleanSupplier book,
            Predicate<String> watching,
            Consumer<GatewayMemory.Inflight> takeUp,
            Clockwork clockwork) {
        this.memory = memory;
        this.book = book;
        this.watching = watching;
        this.takeUp = takeUp;
        this.clockwork = clockwork;
    }

    /** Looks now and, where that is too early, again later; when all has been taken up it goes on with {@code then}. */
    void run(Runnable then) {
        look(0, then);
    }

    private void look(int looks, Runnable then) {
        try {
            boolean isThere = book.getAsBoolean();
            List<GatewayMemory.Inflight> left = memory.listInflight();
            if (looks < MOST_LOOKS && !(isThere && left.stream().allMatch(this::isKnown))) {
                clockwork.later(LOOK, () -> look(looks + 1, then));
                return;
            }
            left.forEach(takeUp);
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "smpp.start event=broker-away cause={0}", e.toString());
            clockwork.later(RECOVERY_PAUSE, () -> look(looks, then));
            return;
        }
        then.run();
    }

    private boolean isKnown(GatewayMemory.Inflight left) {
        return left.mark()
                .taken()
                .map(Mark.Taken::carrier)
                .filter(watching.negate())
                .isEmpty();
    }
}
