package dev.countersign.smpp.route;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The carriers that one order has been with.
 *
 * @param carrier where it is; empty before the first
 * @param tried carriers that had their chance in this round
 * @param barred carriers that will never take it
 */
public record Tour(String carrier, Set<String> tried, Set<String> barred) {

    private static final Tour NOT_BEGUN = new Tour("", Set.of(), Set.of());

    public Tour {
        tried = Set.copyOf(tried);
        barred = Set.copyOf(barred);
    }

    /** Before the first carrier. */
    public static Tour begin() {
        return NOT_BEGUN;
    }

    /** At a carrier. */
    public Tour at(String next) {
        return new Tour(next, tried, barred);
    }

    /** The present carrier does not take the order now. */
    public Tour pass() {
        return new Tour(carrier, with(tried), barred);
    }

    /** The present carrier will never take it. */
    public Tour bar() {
        return new Tour(carrier, tried, with(barred));
    }

    /** All but the barred ones get another chance. */
    public Tour anew() {
        return new Tour(carrier, Set.of(), barred);
    }

    /**
     * The first carrier that is still to be asked.
     *
     * @param order names of carriers, best first
     */
    public Optional<String> next(List<String> order) {
        return order.stream()
                .filter(name -> !tried.contains(name) && !barred.contains(name))
                .findFirst();
    }

    private Set<String> with(Set<String> names) {
        Set<String> more = new HashSet<>(names);
        more.add(carrier);
        return more;
    }
}
