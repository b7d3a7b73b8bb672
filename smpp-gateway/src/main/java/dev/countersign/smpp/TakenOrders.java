package dev.countersign.smpp;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Orders that were taken here, so that one that lies twice in the queue is sent once: a broker remembers what it was sent from its commit
 * on, and a send that is repeated meanwhile passes it. Bounded; the oldest are forgotten first, and a restart forgets all.
 */
final class TakenOrders {

    /** Of some minutes, at hundreds a second. */
    private static final int CAPACITY = 50_000;

    private final Map<UUID, Boolean> keys = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Boolean> eldest) {
            return size() > CAPACITY;
        }
    };

    /** False when it was taken before. */
    synchronized boolean take(UUID key) {
        return keys.putIfAbsent(key, true) == null;
    }

    /** It was not taken after all, and may come again. */
    synchronized void giveBack(UUID key) {
        keys.remove(key);
    }

    synchronized boolean contains(UUID key) {
        return keys.containsKey(key);
    }
}
