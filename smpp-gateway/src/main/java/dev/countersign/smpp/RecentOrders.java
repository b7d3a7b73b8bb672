package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.smpp.route.Route;
import java.time.Instant;
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

    /**
     * @param deliveries of the carrier as it was set then
     * @param counted whether it is among them how the order ended
     */
    private record Way(Route route, Deliveries deliveries, boolean counted) {}

    /**
     * Without orders.
     *
     * @param routes by which a carrier has an order; empty when there is none
     */
    RecentOrders(BiFunction<SmsOrder, String, Optional<Route>> routes) {
        this.routes = routes;
    }

    /**
     * An order was left by the last life; in how many parts it was sent nobody knows.
     *
     * @param deliveries of its carrier; empty where none is known, or at work
     */
    void found(OrderJourney journey, Optional<Deliveries> deliveries) {
        sent(journey, 1, deliveries.flatMap(known -> way(journey, known)));
    }

    /** An order is to go to its carrier, and waits for its place: what others have of it is no more than a part. */
    synchronized void turned(OrderJourney journey) {
        move(journey.key(), known -> known.sent(journey.carrier(), 1));
    }

    /**
     * An order goes to its carrier.
     *
     * @param parts that it is for this carrier
     * @param deliveries of this carrier
     */
    void sent(OrderJourney journey, int parts, Deliveries deliveries) {
        sent(journey, parts, way(journey, deliveries));
    }

    private Optional<Way> way(OrderJourney journey, Deliveries deliveries) {
        return routes.apply(journey.order(), journey.carrier()).map(route -> new Way(route, deliveries, false));
    }

    private synchronized void sent(OrderJourney journey, int parts, Optional<Way> way) {
        move(journey.key(), known -> known.sent(journey.carrier(), parts));
        way.ifPresent(known -> ways.putIfAbsent(new Sent(journey.carrier(), journey.key()), known));
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

    /**
     * A carrier says how an order ended. The first time counts, by the route by which the order went, for the carrier as it was set then; of an
     * order that did not go to it nothing does.
     */
    void noteEnd(String carrier, UUID key, boolean delivered, Instant now) {
        takeUncounted(new Sent(carrier, key)).ifPresent(way -> way.deliveries.note(way.route.prefix(), delivered, now));
    }

    private synchronized Optional<Way> takeUncounted(Sent sent) {
        Optional<Way> first = findWay(sent).filter(way -> !way.counted);
        first.ifPresent(way -> ways.put(sent, new Way(way.route, way.deliveries, true)));
        return first;
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
