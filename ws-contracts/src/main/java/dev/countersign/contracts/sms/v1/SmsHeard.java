package dev.countersign.contracts.sms.v1;

import dev.countersign.contracts.audit.v1.AuditTopic;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A delivery receipt that came to a gateway which did not send the message: another one may have, and wait for it.
 *
 * @param gateway instance that heard it
 * @param carrier name of the carrier that told it
 * @param messageId the message center's id, in the form of its submit_sm_resp
 * @param state final or intermediate state
 * @param errorCode network error as the carrier spells it, empty when the receipt has none
 * @param reference echoed user_message_reference, 0 to 65535, where there is one
 * @param subscriber number that the message went to, digits without plus sign; may be empty
 * @param messageKey key of the order, where the carrier said it
 */
public record SmsHeard(
        String gateway,
        String carrier,
        String messageId,
        SmsReceipt.State state,
        String errorCode,
        @Nullable Integer reference,
        String subscriber,
        @Nullable UUID messageKey) {

    /** JMSType of the message. */
    public static final String TYPE = "SmsHeard.v1";

    /** The topic that it goes to, as compact JWE. */
    public static final String TOPIC = AuditTopic.NAME;

    public SmsHeard {
        Objects.requireNonNull(gateway, "gateway");
        Objects.requireNonNull(carrier, "carrier");
        Objects.requireNonNull(messageId, "messageId");
        Objects.requireNonNull(state, "state");
        Objects.requireNonNull(errorCode, "errorCode");
        Objects.requireNonNull(subscriber, "subscriber");
        if (reference != null && (reference < 0 || reference > 0xffff)) {
            throw new IllegalArgumentException("reference is none of 16 bits");
        }
    }

    /** Names the receipt without the number. */
    @Override
    public String toString() {
        return "SmsHeard[" + carrier + "/" + messageId + ", " + state + ", by " + gateway + "]";
    }
}
