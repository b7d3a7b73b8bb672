package dev.countersign.deadletter;

import java.time.Instant;
import java.util.Optional;

/**
 * A message in the dead-letter queue, without its body.
 *
 * @param id of the message in this queue
 * @param type JMSType, empty when it has none
 * @param messageKey the order that it is about, empty when it does not say
 * @param queue where it was before, empty when nobody knows
 * @param at since when it lies there; for a message that the broker moved by itself, when it was first sent
 * @param deliveries how often it was delivered before; empty when nobody counted
 */
public record DeadLetter(
        String id,
        String type,
        Optional<String> messageKey,
        Optional<String> queue,
        Instant at,
        Optional<Integer> deliveries) {}
