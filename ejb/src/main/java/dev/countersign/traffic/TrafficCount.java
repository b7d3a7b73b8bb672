package dev.countersign.traffic;

import dev.countersign.sms.SmsFate;
import dev.countersign.sms.SmsFates;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts what becomes of messages, in the transaction that writes it down and behind all of its other locks. */
@ApplicationScoped
public class TrafficCount {

    @Inject
    private TrafficStore store;

    /** Each place once, in one order everywhere. */
    void count(@Observes SmsFates event) {
        Map<Place, List<SmsFate>> places = event.fates().stream()
                .collect(Collectors.groupingBy(Place::of, TreeMap::new, Collectors.<SmsFate>toList()));
        store.enter(places.keySet());
        places.forEach(store::add);
    }
}
