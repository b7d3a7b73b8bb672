package dev.countersign.contracts.sms.v1;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery receipt (SMPP 3.4 section 5.2.28 and appendix B) of a message center.
 *
 * @param messageKey key of the order, where the gateway knows it, or the carrier said it
 * @param smscMessageId the message center's id as the receipt spells it
 * @param state final or intermediate state
 * @param errorCode network error as the carrier spells it, empty when the receipt has none
 * @param at when the gateway received it
 * @param gateway instance that says so
 */
public record SmsReceipt(
        @Nullable UUID messageKey, String smscMessageId, State state, String errorCode, Instant at, String gateway) {

    /** JMSType of the message. */
    public static final String TYPE = "SmsReceipt.v1";

    /** SMPP 3.4 message_state. */
    public enum State {
        ENROUTE,
        DELIVERED,
        EXPIRED,
        DELETED,
        UNDELIVERABLE,
        ACCEPTED,
        UNKNOWN,
        REJECTED
    }

    public SmsReceipt {
        Objects.requireNonNull(smscMessageId, "smscMessageId");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(errorCode, "errorCode");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(gateway, "gateway");
    }
}
