package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsOrder;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a carrier takes short messages: the border behind which its protocol is spoken. */
interface MessageCenter extends AutoCloseable {

    /** Begins to connect and returns at once. */
    void open();

    /**
     * Writes an order down as this carrier wants it; nothing is sent yet.
     *
     * @param reference that receipts may echo, 0 to 65535
     */
    Message write(SmsOrder order, int reference);

    /** How the sessions are. */
    List<LinkState> links();

    /** Whether receipts could come now. */
    boolean hears();

    /** Ends the sessions as the protocol wants it, and stays away. */
    @Override
    void close();

    /** The id of a message that was taken and whose own id nobody knows. */
    static String standIn(SmsOrder order) {
        return standIn(order.messageKey());
    }

    /** The same of the order with this key. */
    static String standIn(UUID messageKey) {
        return "unknown-" + messageKey;
    }

    /** Whether an id stands in for one that nobody knows: no receipt will name it. */
    static boolean isStandIn(SmsOrder order, @Nullable String messageId) {
        return standIn(order).equals(messageId);
    }

    /** An order as it goes out, in as many parts as {@link TextSize} says. */
    @FunctionalInterface
    interface Message {

        /**
         * Sends one part and waits for its answer, at most for the submit timeout. Never throws for what the far side
         * does.
         *
         * @param part from 0
         * @param now from which the life that is left is counted
         */
        SubmitAnswer submit(int part, Instant now);
    }
}
