package dev.countersign.contracts.sms.v1;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of an {@link SmsOrder} at the message center.
 *
 * @param messageKey key of the order
 * @param state what happened
 * @param smscMessageId the message center's id of the first part; present exactly when {@code state} is SUBMITTED
 * @param commandStatus SMPP command_status of the answer (SMPP 3.4 section 5.1.3), 0 when there was none
 * @param parts number of submit_sm sent, 0 or more
 * @param at when it happened
 * @param gateway instance that says so
 */
public record SmsResult(
        UUID messageKey,
        State state,
        @Nullable String smscMessageId,
        int commandStatus,
        int parts,
        Instant at,
        String gateway) {

    /** JMSType of the message. */
    public static final String TYPE = "SmsResult.v1";

    /** What happened to the order. */
    public enum State {
        /** The message center answered submit_sm with ESME_ROK. */
        SUBMITTED,
        /** The message center refused for good. */
        REFUSED,
        /** The code's life ended before it could be submitted. */
        EXPIRED,
        /** submit_sm left, no answer came, and no repeat is possible any more. */
        UNCERTAIN
    }

    public SmsResult {
        Objects.requireNonNull(messageKey, "messageKey");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(gateway, "gateway");
        if ((state == State.SUBMITTED) != (smscMessageId != null)) {
            throw new IllegalArgumentException("smscMessageId goes with SUBMITTED and nothing else");
        }
        if (parts < 0) {
            throw new IllegalArgumentException("parts is negative");
        }
    }
}
