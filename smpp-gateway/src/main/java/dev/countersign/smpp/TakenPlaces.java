package dev.countersign.smpp;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Predicate;

/** The places of the orders that one transaction takes over. They are used when it is known that the broker has committed it. */
public final class TakenPlaces {

    private final Deque<ReservedPlace> places = new ArrayDeque<>();

    void add(ReservedPlace place) {
        places.add(place);
    }

    /**
     * Runs a transaction that adds places and sends the orders once it has returned. If it throws, the places are given back, whatever the
     * broker has done: what it has committed all the same is found by {@link Sweep}, and what it has not comes again.
     *
     * @return what the transaction returns
     */
    boolean use(Predicate<TakenPlaces> transaction) {
        try {
            boolean answer = transaction.test(this);
            while (!places.isEmpty()) {
                places.remove().begin();
            }
            return answer;
        } finally {
            withdraw();
        }
    }

    /** Gives back those that were not used. */
    void withdraw() {
        while (!places.isEmpty()) {
            places.remove().withdraw();
        }
    }
}
