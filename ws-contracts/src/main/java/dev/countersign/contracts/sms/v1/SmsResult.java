package dev.countersign.contracts.sms.v1;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of an {@link SmsOrder}. A second SUBMITTED for one order says that it went out by another carrier, too,
 * because the first one delivered nothing; the later id counts.
 *
 * @param messageKey key of the order
 * @param state what happened
 * @param smscMessageId the message center's id of the first part, with the carrier's name and a slash in front where the
 *     gateway has several; present exactly when {@code state} is SUBMITTED
 * @param commandStatus SMPP command_status of the answer (SMPP 3.4 section 5.1.3), 0 when there was none
 * @param parts number of short messages that were taken, 0 or more, as many as a phone puts together, also of a text that went whole; with those of carriers that did
 *     not take all of the text
 * @param at when it happened
 * @param gateway instance that says so
 * @param refusal who or what is at fault; only with REFUSED
 * @param way by which it went, with SUBMITTED alone; null from an older gateway
 */
public record SmsResult(
        UUID messageKey,
        State state,
        @Nullable String smscMessageId,
        int commandStatus,
        int parts,
        Instant at,
        String gateway,
        @Nullable Refusal refusal,
        @Nullable Way way) {

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
        /** submit_sm left, no answer came or it was not the last part, and no repeat is possible any more. */
        UNCERTAIN
    }

    /** Why an order was refused for good. */
    public enum Refusal {
        /** There is no such number. */
        NUMBER,
        /** A carrier blocks messages of this kind, or to this number. */
        BLOCKED,
        /** No carrier takes the message as the gateway sends it: sender, account or format. An operator must look. */
        CARRIER,
        /** The gateway has no route to the number. */
        NO_ROUTE
    }

    /**
     * Carrier and route of a message.
     *
     * @param carrier name of the carrier
     * @param route how the numbers of the route begin, with plus sign
     * @param cost of all parts, in the operator's currency, 0 or more; also of those that other carriers took in vain before
     */
    public record Way(String carrier, String route, BigDecimal cost) {

        public Way {
            Objects.requireNonNull(carrier, "carrier");
            Objects.requireNonNull(route, "route");
            if (cost.signum() < 0) {
                throw new IllegalArgumentException("cost is negative");
            }
        }
    }

    /** With no word about its way. */
    public SmsResult(
            UUID messageKey,
            State state,
            @Nullable String smscMessageId,
            int commandStatus,
            int parts,
            Instant at,
            String gateway,
            @Nullable Refusal refusal) {
        this(messageKey, state, smscMessageId, commandStatus, parts, at, gateway, refusal, null);
    }

    /** With no word about a refusal. */
    public SmsResult(
            UUID messageKey,
            State state,
            @Nullable String smscMessageId,
            int commandStatus,
            int parts,
            Instant at,
            String gateway) {
        this(messageKey, state, smscMessageId, commandStatus, parts, at, gateway, null);
    }

    public SmsResult {
        Objects.requireNonNull(messageKey, "messageKey");
        Objects.requireNonNull(at, "at");
        Objects.requireNonNull(gateway, "gateway");
        if ((state == State.SUBMITTED) != (smscMessageId != null)) {
            throw new IllegalArgumentException("smscMessageId goes with SUBMITTED and nothing else");
        }
        if (refusal != null && state != State.REFUSED) {
            throw new IllegalArgumentException("refusal goes with REFUSED and nothing else");
        }
        if (way != null && state != State.SUBMITTED) {
            throw new IllegalArgumentException("way goes with SUBMITTED and nothing else");
        }
        if (parts < 0) {
            throw new IllegalArgumentException("parts is negative");
        }
    }
}
