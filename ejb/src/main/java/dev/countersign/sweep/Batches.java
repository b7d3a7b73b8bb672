package dev.countersign.sweep;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntSupplier;
import java.util.function.IntUnaryOperator;

/**
 * Takes much piece by piece, each in a transaction of its own: no row stays locked for long, no statement takes as long as it must not,
 * and what is done stays done.
 */
@ApplicationScoped
public class Batches {

    /** Rows of one. */
    public static final int SIZE = 500;

    @Inject
    private OwnTransaction transactions;

    /**
     * Takes one batch after the other until one is not full.
     *
     * @param batch takes as many rows as it is given, or fewer where there are no more, and says how many
     */
    public void takeAll(IntUnaryOperator batch) {
        repeat(SIZE, () -> transactions.call(() -> batch.applyAsInt(SIZE)));
    }

    /**
     * Takes one part after the other until there is none.
     *
     * @param part says how many rows it took
     */
    public void takeParts(IntSupplier part) {
        repeat(1, () -> transactions.call(part::getAsInt));
    }

    /** One piece that needs no batches. */
    public void take(Runnable work) {
        transactions.call(() -> {
            work.run();
            return 0;
        });
    }

    /** Walks through a table to its end, piece by piece. */
    public void takeOnTheWay(Function<RowPlace, Walked> piece) {
        walk(from -> transactions.call(() -> piece.apply(from)));
    }

    /** The same for pieces that are transactions already. */
    public static void walk(Function<RowPlace, Walked> piece) {
        Optional<RowPlace> place = Optional.of(RowPlace.START);
        while (place.isPresent()) {
            place = piece.apply(place.get()).next();
        }
    }

    /** The same as {@link #takeAll} for batches that are transactions already. */
    public static void repeat(int full, IntSupplier batch) {
        while (batch.getAsInt() >= full) {
            // The next one.
        }
    }
}
