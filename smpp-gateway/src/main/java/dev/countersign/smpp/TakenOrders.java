package dev.countersign.smpp;

import java.util.Collections;
import java.util.Set;
import java.util.UUID;

/**
 * Orders that were taken here, so that one that lies twice in the queue is sent once: a broker remembers what it was sent from its commit
 * on, and a send that is repeated meanwhile passes it. Bounded; the oldest are forgotten first, and a restart forgets all.
 */
final class TakenOrders {

    /** Of some minutes, at hundreds a second. */
    private static final int CAPACITY = 50_000;

    private final Set<UUID> keys = Collections.newSetFromMap(new BoundedMap<>(CAPACITY));

    /** False when it was taken before. */
    synchronized boolean take(UUID key) {
        return keys.add(key);
    }

    /** It was not taken after all, and may come again. */
    synchronized void giveBack(UUID key) {
        keys.remove(key);
    }

    synchronized boolean contains(UUID key) {
        return keys.contains(key);
    }
}
