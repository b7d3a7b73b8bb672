package dev.countersign.smpp.route;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Orders the carriers that lead to a number. In this order of importance: a carrier that is well before one that is not; a
 * route of the number's network before one for all; a longer prefix before a shorter one; the lower priority; the lower
 * cost; and among routes alike in all this a draw by weight, for each order anew.
 *
 * <p>A carrier that is down is last and not left out: with nobody else an order may wait for it.
 */
public final class Router {

    private static final Comparator<Route> MOST_SPECIFIC = Comparator.<Route, Boolean>comparing(
                    route -> route.network().isEmpty())
            .thenComparing(route -> -route.prefix().length())
            .thenComparing(Route::priority)
            .thenComparing(Route::cost);

    private Router() {}

    /**
     * Names of carriers, best first, each once; empty when no route leads there.
     *
     * @param health of a carrier by its name
     * @param random draws among equals
     */
    public static List<String> order(
            List<Route> routes, Destination destination, Function<String, Health> health, RandomGenerator random) {
        Comparator<Route> best = Comparator.<Route, Health>comparing(route -> health.apply(route.carrier()))
                .thenComparing(MOST_SPECIFIC);
        List<Route> left = new ArrayList<>(routes.stream()
                .filter(route -> route.leadsTo(destination))
                .sorted(best)
                .toList());
        List<String> carriers = new ArrayList<>();
        while (!left.isEmpty()) {
            Route first = left.get(0);
            Route drawn = draw(
                    left.stream()
                            .filter(route -> best.compare(route, first) == 0)
                            .toList(),
                    random);
            carriers.add(drawn.carrier());
            left.removeIf(route -> route.carrier().equals(drawn.carrier()));
        }
        return List.copyOf(carriers);
    }

    /** The route by which a carrier is the best for a destination; empty when none leads there. */
    public static Optional<Route> find(List<Route> routes, Destination destination, String carrier) {
        return routes.stream()
                .filter(route -> route.carrier().equals(carrier) && route.leadsTo(destination))
                .min(MOST_SPECIFIC);
    }

    /**
     * Has carriers that deliver badly stand behind those that are well. Whoever stands before the first of them, and all others among
     * themselves, stay in order.
     *
     * @param carriers names, best first
     * @param badly whether a carrier delivers little of what it takes
     * @param well whether a carrier delivers, and would take an order at once
     */
    public static List<String> stepBack(List<String> carriers, Predicate<String> badly, Predicate<String> well) {
        List<String> before = carriers.stream().takeWhile(badly.negate()).toList();
        List<String> rest = carriers.subList(before.size(), carriers.size());
        // Each is asked once: what it says may change at any time, and nobody may be lost by that.
        Map<Boolean, List<String>> parted = rest.stream().collect(Collectors.partitioningBy(well));
        return Stream.of(before, parted.get(true), parted.get(false))
                .flatMap(List::stream)
                .toList();
    }

    private static Route draw(List<Route> equals, RandomGenerator random) {
        long ticket = random.nextLong(equals.stream().mapToLong(Route::weight).sum());
        for (Route route : equals) {
            ticket -= route.weight();
            if (ticket < 0) {
                return route;
            }
        }
        throw new IllegalStateException("a draw without a winner");
    }
}
