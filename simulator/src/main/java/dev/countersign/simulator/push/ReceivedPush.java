package dev.countersign.simulator.push;

import java.time.Instant;
import java.util.Optional;

/**
 * A message as the browser has it.
 *
 * @param id the push service's name for it
 * @param subscription id of the subscription
 * @param text decrypted
 * @param ttl seconds that the push service would have kept it for
 * @param urgency very-low, low, normal or high (RFC 8030 section 5.3)
 * @param octets of the encrypted body
 */
public record ReceivedPush(
        String id,
        String subscription,
        String text,
        int ttl,
        String urgency,
        Optional<String> topic,
        int octets,
        Instant receivedAt) {}
