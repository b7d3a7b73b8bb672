package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsReceipt;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Orders that were taken and whose receipts are awaited, and what came for them. A negative receipt is held here until it
 * is known whether another carrier does better. One that says that the carrier is still trying ends no watch: what comes of it
 * is still to be told. A watch ends once: whoever ends it has the order.
 */
final class ReceiptWatch {

    private static final int CAPACITY = 10_000;

    private final Map<UUID, OrderJourney> watched = new ConcurrentHashMap<>();
    private final Map<UUID, Held> held = new ConcurrentHashMap<>();
    private final Set<UUID> delivered = ConcurrentHashMap.newKeySet();
    private final Map<UUID, String> underway = new ConcurrentHashMap<>();

    private record Held(String carrier, SmsReceipt receipt) {}

    /**
     * A watch that is over.
     *
     * @param journey the order, SUBMITTED
     * @param end what ended it
     */
    record Ended(OrderJourney journey, End end) {}

    /** What ended a watch. */
    enum End {
        /** A receipt DELIVERED, of whichever carrier. */
        DELIVERED,
        /** A negative receipt of the carrier that has the order. */
        NEGATIVE,
        /** Its time, and the last word of the carrier is that it is still trying. */
        UNDERWAY,
        /** Its time, and no receipt came that says anything. */
        SILENCE
    }

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

    /** A receipt came that was not negative. UNKNOWN says nothing. */
    void note(UUID key, String carrier, Receipt receipt) {
        if (receipt.state() == SmsReceipt.State.DELIVERED) {
            delivered.add(key);
        } else if (receipt.isIntermediate()) {
            underway.put(key, carrier);
        }
    }

    /** Ends the watch if a receipt has come that ends one: a negative one of the carrier that has the order, or DELIVERED of whichever. */
    Optional<Ended> end(UUID key) {
        return Optional.ofNullable(watched.get(key))
                .filter(journey -> delivered.contains(key) || isDenied(journey))
                .filter(journey -> watched.remove(key, journey))
                .map(this::ended);
    }

    /** Ends the watch that began with this journey, and no later one of the same order. */
    Optional<Ended> timeOut(OrderJourney journey) {
        return watched.remove(journey.key(), journey) ? Optional.of(ended(journey)) : Optional.empty();
    }

    private Ended ended(OrderJourney journey) {
        UUID key = journey.key();
        if (delivered.contains(key)) {
            return new Ended(journey, End.DELIVERED);
        }
        if (isDenied(journey)) {
            return new Ended(journey, End.NEGATIVE);
        }
        return new Ended(journey, underway.containsKey(key) ? End.UNDERWAY : End.SILENCE);
    }

    /** Not by a carrier that was tried before: what that one did not deliver, the present one may. */
    private boolean isDenied(OrderJourney journey) {
        Held found = held.get(journey.key());
        return found != null && found.carrier.equals(journey.carrier());
    }

    /** Another carrier has the order: what earlier ones said counts no more. */
    void forgetOthers(UUID key, String carrier) {
        held.computeIfPresent(key, (same, found) -> found.carrier.equals(carrier) ? found : null);
        underway.computeIfPresent(key, (same, found) -> found.equals(carrier) ? found : null);
    }

    /** Whether an order on its way to another carrier has been delivered after all, and the core knows. */
    boolean isArrived(OrderJourney journey) {
        return journey.told() && journey.state() != OrderJourney.State.SUBMITTED && delivered.contains(journey.key());
    }

    /** Forgets the order. Returns the receipt that was held. */
    Optional<SmsReceipt> release(UUID key) {
        delivered.remove(key);
        underway.remove(key);
        return Optional.ofNullable(held.remove(key)).map(Held::receipt);
    }
}
