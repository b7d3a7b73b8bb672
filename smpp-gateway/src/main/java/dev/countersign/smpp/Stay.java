package dev.countersign.smpp;

import org.jspecify.annotations.Nullable;

/**
 * What an order has come to at one carrier.
 *
 * @param partsTaken parts that the carrier has taken, 0 or more
 * @param firstMessageId the carrier's id of the first part, once known
 * @param retries how often the carrier refused it for now
 */
record Stay(int partsTaken, @Nullable String firstMessageId, int retries) {

    /** Nothing yet. */
    static final Stay NEW = new Stay(0, null, 0);

    Stay taken(@Nullable String messageId) {
        return new Stay(partsTaken + 1, firstMessageId == null ? messageId : firstMessageId, retries);
    }

    /** A receipt says that it has been taken. */
    Stay proven(String messageId) {
        return new Stay(Math.max(1, partsTaken), firstMessageId == null ? messageId : firstMessageId, retries);
    }

    Stay refusedForNow() {
        return new Stay(partsTaken, firstMessageId, retries + 1);
    }
}
