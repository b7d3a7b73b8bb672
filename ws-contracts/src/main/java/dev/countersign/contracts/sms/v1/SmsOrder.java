package dev.countersign.contracts.sms.v1;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One text to one mobile number, to be submitted until {@code expiresAt} and never after.
 *
 * @param messageKey identifies the order for life: the same key is the same SMS, however often it is delivered on JMS
 * @param to E.164 number with its plus sign
 * @param text what the phone shows, 1 to 670 UTF-16 units; it carries a code and is secret
 * @param createdAt when the core decided to send
 * @param expiresAt end of the life of the code in the text
 * @param network mobile network of the number where the core knows it: MCC and MNC of ITU-T E.212, 5 or 6 digits
 */
public record SmsOrder(
        UUID messageKey,
        String to,
        String text,
        Instant createdAt,
        Instant expiresAt,
        @Nullable String network) {

    /** JMSType of the message. */
    public static final String TYPE = "SmsOrder.v1";

    private static final int MAX_TEXT_UNITS = 670;

    /** To a number whose network nobody knows. */
    public SmsOrder(UUID messageKey, String to, String text, Instant createdAt, Instant expiresAt) {
        this(messageKey, to, text, createdAt, expiresAt, null);
    }

    public SmsOrder {
        Objects.requireNonNull(messageKey, "messageKey");
        Objects.requireNonNull(createdAt, "createdAt");
        Objects.requireNonNull(expiresAt, "expiresAt");
        if (!to.matches("\\+[1-9][0-9]{6,14}")) {
            throw new IllegalArgumentException("to is no E.164 number");
        }
        if (network != null && !network.matches("[0-9]{5,6}")) {
            throw new IllegalArgumentException("network is no MCC and MNC");
        }
        if (text.isEmpty() || text.length() > MAX_TEXT_UNITS) {
            throw new IllegalArgumentException(
                    "text has " + text.length() + " units, allowed are 1 to " + MAX_TEXT_UNITS);
        }
    }

    /** Names the order without number and text. */
    @Override
    public String toString() {
        return "SmsOrder[" + messageKey + ", until " + expiresAt + "]";
    }
}
