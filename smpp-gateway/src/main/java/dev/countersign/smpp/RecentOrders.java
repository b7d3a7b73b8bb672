package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.smpp.route.Route;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;

/**
 * Which order a receipt is about: by the key it echoes, or the reference together with the number, else by the carrier's id; and by which
 * route it went to a carrier. Bounded; the oldest are forgotten first, and a restart forgets all, after which the core finds them by the id.
 */
final class RecentOrders {

    /** Three for an order: of the orders of some minutes, at hundreds a second. */
    private static final int CAPACITY = 150_000;

    private final Map<String, UUID> keys = new BoundedMap<>(CAPACITY);
    private final Map<UUID, Whereabouts> whereabouts = new BoundedMap<>(CAPACITY / 3);
    private final Map<Sent, Way> ways = new BoundedMap<>(CAPACITY / 3);
    private final BiFunction<SmsOrder, String, Optional<Route>> routes;

    private record Sent(String carrier, UUID key) {}

    /** @param counted whether somebody has asked for the prefix */
    private record Way(Route route, boolean counted) {}

    /**
     * Without orders.
     *
     * @param routes by which a carrier has an order; empty when there is none
     */
    RecentOrders(BiFunction<SmsOrder, String, Optional<Route>> routes) {
        this.routes = routes;
    }

    /** An order was left by the last life; in how many parts it was sent nobody knows. */
    void found(OrderJourney journey) {
        sent(journey, 1);
    }

    /** An order is to go to its carrier, and waits for its place: what others have of it is no more than a part. */
    synchronized void turned(OrderJourney journey) {
        move(journey.key(), known -> known.sent(journey.carrier(), 1));
    }

    /**
     * An order goes to its carrier.
     *
     * @param parts that it is for this carrier
     */
    void sent(OrderJourney journey, int parts) {
        sent(journey, parts, routes.apply(journey.order(), journey.carrier()));
    }

    private synchronized void sent(OrderJourney journey, int parts, Optional<Route> route) {
        move(journey.key(), known -> known.sent(journey.carrier(), parts));
        route.ifPresent(known -> ways.putIfAbsent(new Sent(journey.carrier(), journey.key()), new Way(known, false)));
        keys.put(byReference(journey.order().to().substring(1), journey.reference()), journey.key());
        keys.put(byKey(journey.key()), journey.key());
    }

    /** A carrier took a part, and names it so. */
    synchronized void taken(String carrier, String messageId, UUID key) {
        keys.put(byId(carrier, messageId), key);
    }

    /** A carrier took all of it: what others say of it from now on is about a message that nobody waits for. */
    synchronized void takenWhole(String carrier, UUID key) {
        move(key, known -> known.taken(carrier));
    }

    /** A carrier had all of it after all, when that was waited for no more. */
    synchronized void completed(String carrier, UUID key) {
        move(key, known -> known.complete(carrier));
    }

    /** The carrier delivered nothing, and another one is to have the order. */
    synchronized void supersede(String carrier, UUID key) {
        move(key, known -> known.leave(carrier));
    }

    private void move(UUID key, UnaryOperator<Whereabouts> step) {
        whereabouts.put(key, step.apply(find(key)));
    }

    private Whereabouts find(UUID key) {
        return whereabouts.getOrDefault(key, Whereabouts.NOWHERE);
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
        Optional<Way> first =
                Optional.ofNullable(ways.get(new Sent(carrier, key))).filter(way -> !way.counted);
        first.ifPresent(way -> ways.put(new Sent(carrier, key), new Way(way.route, true)));
        return first.map(way -> way.route.prefix());
    }

    /** The route by which an order went to a carrier, also where there is none any more; else the one by which it would go. */
    Optional<Route> findRoute(SmsOrder order, String carrier) {
        return findWay(new Sent(carrier, order.messageKey())).map(Way::route).or(() -> routes.apply(order, carrier));
    }

    private synchronized Optional<Way> findWay(Sent sent) {
        return Optional.ofNullable(ways.get(sent));
    }

    /** Whether another carrier has the order by now, or is to have it. */
    synchronized boolean isSuperseded(String carrier, UUID key) {
        return find(key).isSuperseded(carrier);
    }

    /** Whether a carrier that delivers has delivered the order, and not a part of what another one has, or is sent. */
    synchronized boolean isDelivery(String carrier, UUID key) {
        return find(key).isDelivery(carrier);
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
