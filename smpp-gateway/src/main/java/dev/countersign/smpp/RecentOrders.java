package dev.countersign.smpp;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Which order a receipt is about: by the key it echoes, or the reference together with the number, else by the carrier's id. Bounded;
 * the oldest are forgotten first, and a restart forgets all, after which the core finds them by the id.
 */
final class RecentOrders {

    /** Three for an order: of the orders of some minutes, at hundreds a second. */
    private static final int CAPACITY = 150_000;

    private final Map<String, UUID> keys = new BoundedMap<>(CAPACITY);
    private final Map<String, UUID> superseded = new BoundedMap<>(CAPACITY);

    synchronized void sent(OrderJourney journey) {
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
