package dev.countersign.contracts.sms.v1;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * An {@link SmsOrder} waits, because no carrier that leads to its number takes messages. Each gateway says so of an order once at most; the order
 * is sent as soon as one of these carriers takes messages again, by whichever gateway, and its result says that. It says nothing of an order that has
 * a result.
 *
 * @param messageKey key of the order
 * @param carriers names of those that lead to the number and may still have the order; none where the gateway has none at work
 * @param at when the gateway found it so
 * @param gateway instance that says so
 */
public record SmsStalled(UUID messageKey, List<String> carriers, Instant at, String gateway) {

    /** JMSType of the message. */
    public static final String TYPE = "SmsStalled.v1";

    public SmsStalled {
        Objects.requireNonNull(messageKey, "messageKey");
        carriers = List.copyOf(carriers);
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(gateway, "gateway");
    }
}
