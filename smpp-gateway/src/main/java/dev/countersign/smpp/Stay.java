package dev.countersign.smpp;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an order has come to at one carrier, and what others had of it before.
 *
 * @param partsTaken parts that the carrier has taken, 0 or more
 * @param shortMessages that these parts are, by which they are paid
 * @param firstMessageId the carrier's id of the first part, once known
 * @param retries how often the carrier refused it for now, in this round
 * @param elsewhere short messages that other carriers took in vain, by their names: paid, and not told to the core yet
 */
record Stay(
        int partsTaken,
        int shortMessages,
        @Nullable String firstMessageId,
        int retries,
        Map<String, Integer> elsewhere) {

    /** Nothing yet. */
    static final Stay NEW = new Stay(0, 0, null, 0, Map.of());

    Stay {
        elsewhere = Map.copyOf(elsewhere);
    }

    /** A part more has been taken. */
    Stay taken(@Nullable String messageId, int shortMessagesOfPart) {
        return new Stay(
                partsTaken + 1,
                shortMessages + shortMessagesOfPart,
                firstMessageId == null ? messageId : firstMessageId,
                retries,
                elsewhere);
    }

    /** A receipt says that it has been taken, which is one part alone. */
    Stay proven(String messageId, int shortMessagesOfPart) {
        return partsTaken > 0 ? this : taken(messageId, shortMessagesOfPart);
    }

    Stay refusedForNow() {
        return new Stay(partsTaken, shortMessages, firstMessageId, retries + 1, elsewhere);
    }

    /** At the carrier with this name: where that is the present one, it goes on behind the parts that it has taken. */
    Stay at(String next, String present) {
        if (next.equals(present)) {
            return new Stay(partsTaken, shortMessages, firstMessageId, 0, elsewhere);
        }
        Map<String, Integer> others = new HashMap<>(elsewhere);
        if (partsTaken > 0) {
            others.merge(present, shortMessages, Integer::sum);
        }
        return new Stay(0, 0, null, 0, others);
    }

    /** Whether the present carrier has nothing of it, and has refused nothing in this round. */
    boolean isUntouched() {
        return partsTaken == 0 && retries == 0;
    }

    /** Short messages that were taken, by whichever carrier. */
    int allShortMessages() {
        return shortMessages
                + elsewhere.values().stream().mapToInt(others -> others).sum();
    }
}
