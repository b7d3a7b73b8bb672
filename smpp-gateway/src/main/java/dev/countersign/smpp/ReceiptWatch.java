package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsReceipt;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Orders that were taken and whose receipts are awaited, and what came for them. A negative receipt is held here until it
 * is known whether another carrier does better. A watch ends once: whoever ends it has the order.
 */
final class ReceiptWatch {

    private static final int CAPACITY = 10_000;

    private final Map<UUID, OrderJourney> watched = new ConcurrentHashMap<>();
    private final Map<UUID, Held> held = new ConcurrentHashMap<>();
    private final Set<UUID> good = ConcurrentHashMap.newKeySet();

    private record Held(String carrier, SmsReceipt receipt) {}

    /**
     * A watch that is over.
     *
     * @param journey the order, SUBMITTED
     * @param satisfied whether a receipt came that was not negative
     */
    record Ended(OrderJourney journey, boolean satisfied) {}

    /** Whether no further order can be watched. */
    boolean isFull() {
        return watched.size() >= CAPACITY;
    }

    void begin(OrderJourney journey) {
        watched.put(journey.key(), journey);
    }

    /** A negative receipt came. */
    void hold(UUID key, String carrier, SmsReceipt receipt) {
        held.put(key, new Held(carrier, receipt));
    }

    /** A receipt came that was not negative. */
    void good(UUID key) {
        good.add(key);
    }

    /** Ends the watch if a receipt has come. */
    Optional<Ended> end(UUID key) {
        boolean satisfied = good.contains(key);
        return satisfied || held.containsKey(key)
                ? Optional.ofNullable(watched.remove(key)).map(journey -> new Ended(journey, satisfied))
                : Optional.empty();
    }

    /** Ends the watch that began with this journey, and no later one of the same order. */
    Optional<Ended> timeOut(OrderJourney journey) {
        return watched.remove(journey.key(), journey)
                ? Optional.of(new Ended(journey, good.contains(journey.key())))
                : Optional.empty();
    }

    /** Another carrier has the order: what earlier ones said counts no more. */
    void forgetOthers(UUID key, String carrier) {
        held.computeIfPresent(key, (same, found) -> found.carrier.equals(carrier) ? found : null);
    }

    /** Forgets the order. Returns the receipt that was held. */
    Optional<SmsReceipt> release(UUID key) {
        good.remove(key);
        return Optional.ofNullable(held.remove(key)).map(Held::receipt);
    }
}
