package dev.countersign.smpp;

import dev.countersign.smpp.route.Route;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The carriers and the ways to them.
 *
 * @param carriers each name once; none where all pause, and then orders wait
 * @param routes to these carriers only
 */
record CarrierBook(List<Carrier> carriers, List<Route> routes) {

    CarrierBook {
        carriers = List.copyOf(carriers);
        routes = List.copyOf(routes);
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

    /** Without some carriers, and the routes to them. */
    CarrierBook without(Set<String> names) {
        return new CarrierBook(
                carriers.stream()
                        .filter(carrier -> !names.contains(carrier.name()))
                        .toList(),
                routes.stream()
                        .filter(route -> !names.contains(route.carrier()))
                        .toList());
    }

    /** One carrier, to which all routes lead. */
    static CarrierBook of(Carrier only) {
        return new CarrierBook(
                List.of(only), List.of(new Route("+", Optional.empty(), only.name(), 0, BigDecimal.ZERO, 1)));
    }
}
