package dev.countersign.smpp;

import dev.countersign.smpp.route.Route;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The carriers and the ways to them.
 *
 * @param carriers each name once; none where all pause, and then orders wait
 * @param routes to these carriers only
 * @param resting carriers that are switched off or pause: nothing goes there, and what they took before may still be told of
 */
record CarrierBook(List<Carrier> carriers, List<Route> routes, List<Carrier> resting) {

    /** Of a gateway that has none of its own and is told none: orders wait. */
    static final CarrierBook NONE = new CarrierBook(List.of(), List.of());

    CarrierBook {
        carriers = List.copyOf(carriers);
        routes = List.copyOf(routes);
        resting = List.copyOf(resting);
        Set<String> names = carriers.stream().map(Carrier::name).collect(Collectors.toSet());
        if (names.size() < carriers.size()) {
            throw new IllegalArgumentException("two carriers have one name");
        }
        for (Route route : routes) {
            if (!names.contains(route.carrier())) {
                throw new IllegalArgumentException("no carrier is called " + route.carrier());
            }
        }
    }

    /** With carriers that are all at work. */
    CarrierBook(List<Carrier> carriers, List<Route> routes) {
        this(carriers, routes, List.of());
    }

    /** Some carriers rest, and there are no routes to them. */
    CarrierBook without(Set<String> names) {
        return new CarrierBook(
                carriers.stream()
                        .filter(carrier -> !names.contains(carrier.name()))
                        .toList(),
                routes.stream()
                        .filter(route -> !names.contains(route.carrier()))
                        .toList(),
                Stream.concat(resting.stream(), carriers.stream().filter(carrier -> names.contains(carrier.name())))
                        .toList());
    }

    /** One carrier, to which all routes lead. */
    static CarrierBook of(Carrier only) {
        return new CarrierBook(
                List.of(only), List.of(new Route("+", Optional.empty(), only.name(), 0, BigDecimal.ZERO, 1)));
    }
}
