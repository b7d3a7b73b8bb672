package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.smpp.route.Route;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.BiFunction;

/**
 * Which order a receipt is about: by the key it echoes, or the reference together with the number, else by the carrier's id; and by which
 * route it went to a carrier. Bounded; the oldest are forgotten first, and a restart forgets all, after which the core finds them by the id.
 */
final class RecentOrders {

    /** Three for an order: of the orders of some minutes, at hundreds a second. */
    private static final int CAPACITY = 150_000;

    private static final String TAKEN = "";

    private final Map<String, UUID> keys = new BoundedMap<>(CAPACITY);
    private final Map<String, UUID> superseded = new BoundedMap<>(CAPACITY);
    private final Map<Sent, String> prefixes = new BoundedMap<>(CAPACITY / 3);
    private final BiFunction<SmsOrder, String, Optional<Route>> routes;

    private record Sent(String carrier, UUID key) {}

    /**
     * Without orders.
     *
     * @param routes by which a carrier has an order; empty when there is none
     */
    RecentOrders(BiFunction<SmsOrder, String, Optional<Route>> routes) {
        this.routes = routes;
    }

    void sent(OrderJourney journey) {
        sent(journey, routes.apply(journey.order(), journey.carrier()).map(Route::prefix));
    }

    private synchronized void sent(OrderJourney journey, Optional<String> prefix) {
        prefix.ifPresent(known -> prefixes.putIfAbsent(new Sent(journey.carrier(), journey.key()), known));
        keys.put(byReference(journey.order().to().substring(1), journey.reference()), journey.key());
        keys.put(byKey(journey.key()), journey.key());
    }

    synchronized void taken(String carrier, String messageId, UUID key) {
        keys.put(byId(carrier, messageId), key);
    }

    /** The carrier delivered nothing and another one has the order now. */
    synchronized void supersede(String carrier, UUID key) {
        superseded.put(byId(carrier, key.toString()), key);
    }

    synchronized Optional<UUID> findKey(String carrier, Receipt receipt) {
        OptionalInt reference = receipt.reference();
        return receipt.key()
                .flatMap(key -> Optional.ofNullable(keys.get(byKey(key))))
                .or(() -> reference.isPresent()
                        ? Optional.ofNullable(keys.get(byReference(receipt.subscriber(), reference.getAsInt())))
                        : Optional.empty())
                .or(() -> Optional.ofNullable(keys.get(byId(carrier, receipt.messageId()))));
    }

    /** The prefix of the route by which an order went to a carrier, for whoever asks first; empty where it did not, and from then on. */
    synchronized Optional<String> takePrefix(String carrier, UUID key) {
        return Optional.ofNullable(prefixes.replace(new Sent(carrier, key), TAKEN))
                .filter(prefix -> !prefix.equals(TAKEN));
    }

    synchronized boolean isSuperseded(String carrier, UUID key) {
        return superseded.containsKey(byId(carrier, key.toString()));
    }

    private static String byReference(String subscriber, int reference) {
        return subscriber + '#' + reference;
    }

    private static String byKey(UUID key) {
        return "!" + key;
    }

    private static String byId(String carrier, String messageId) {
        return carrier + ' ' + messageId;
    }
}
