package dev.countersign.smpp;

import jakarta.jms.JMSContext;
import jakarta.jms.Queue;
import java.util.HashMap;
import java.util.Map;

/** Queues by name, for one bean. Making one asks the broker whether it is there, and once is enough. */
final class Queues {

    private final Map<String, Queue> known = new HashMap<>();

    Queue find(JMSContext context, String name) {
        return known.computeIfAbsent(name, context::createQueue);
    }
}
