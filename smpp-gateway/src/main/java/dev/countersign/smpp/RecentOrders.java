package dev.countersign.smpp;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/**
 * Which order a receipt is about: by the reference it echoes together with the number, else by the carrier's id. Bounded;
 * the oldest are forgotten first, and a restart forgets all, after which the core finds them by the id.
 */
final class RecentOrders {

    /** Two for an order: of the orders of some minutes, at hundreds a second. */
    private static final int CAPACITY = 100_000;

    private final Map<String, UUID> keys = new BoundedMap<>(CAPACITY);
    private final Map<String, UUID> superseded = new BoundedMap<>(CAPACITY);

    synchronized void sent(OrderJourney journey) {
        keys.put(byReference(journey.order().to().substring(1), journey.reference()), journey.key());
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
        UUID key = reference.isPresent() ? keys.get(byReference(receipt.subscriber(), reference.getAsInt())) : null;
        return Optional.ofNullable(key == null ? keys.get(byId(carrier, receipt.messageId())) : key);
    }

    synchronized boolean isSuperseded(String carrier, UUID key) {
        return superseded.containsKey(byId(carrier, key.toString()));
    }

    private static String byReference(String subscriber, int reference) {
        return subscriber + '#' + reference;
    }

    private static String byId(String carrier, String messageId) {
        return carrier + ' ' + messageId;
    }
}
