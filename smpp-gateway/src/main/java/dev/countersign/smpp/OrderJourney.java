package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.contracts.sms.v1.SmsResult;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The way of one order through the gateway; its methods are the only legal steps. While it is under way the order lies
 * in the inflight queue, so that a crash at any point leaves it there.
 *
 * <pre>
 *   orders queue --(alive, place in the window)--> inflight queue, committed
 *                                                        |
 *         +----------------------------------------------+
 *         v              refused for now, or no session
 *       READY --------------------------------------------> PAUSED
 *       ^  |  &lt;------------------- pause over --------------/  |
 *       |  |                                                    | life over
 *       |  +-- all parts ESME_ROK ----------> SUBMITTED         +--> EXPIRED
 *       |  +-- refused for good ------------> REFUSED
 *       |  +-- life over -------------------> EXPIRED
 *       |  +-- no answer --> WAITING (20 s) &lt;----- found in inflight at start
 *       |                      |  |  |
 *       |                      |  |  +-- a receipt echoes the reference --> SUBMITTED
 *       |                      |  +-- repeated already, or life over -----> UNCERTAIN
 *       +-- marked repeated ---+
 *
 *   SUBMITTED, REFUSED, EXPIRED, UNCERTAIN: inflight -> results in one transaction.
 * </pre>
 *
 * <p>After an unanswered submit_sm an order never ends as REFUSED or EXPIRED, which both say that nothing was sent: it
 * ends as UNCERTAIN.
 *
 * @param order what to send
 * @param state where it is
 * @param partsTaken parts that the message center has taken, 0 or more
 * @param firstMessageId the message center's id of the first part, once known
 * @param pauses how often it was refused for now
 * @param repeated whether a submit_sm without answer has been repeated, or is about to be
 * @param commandStatus the last answer's, 0 when there was none
 */
record OrderJourney(
        SmsOrder order,
        State state,
        int partsTaken,
        @Nullable String firstMessageId,
        int pauses,
        boolean repeated,
        int commandStatus) {

    /** Where an order is. */
    enum State {
        READY,
        PAUSED,
        WAITING,
        SUBMITTED,
        REFUSED,
        EXPIRED,
        UNCERTAIN;

        boolean isEnd() {
            return switch (this) {
                case READY, PAUSED, WAITING -> false;
                case SUBMITTED, REFUSED, EXPIRED, UNCERTAIN -> true;
            };
        }
    }

    /** A new order. */
    static OrderJourney begin(SmsOrder order) {
        return new OrderJourney(order, State.READY, 0, null, 0, false, 0);
    }

    /** An order found in the inflight queue at start: nobody knows whether it left. */
    static OrderJourney found(SmsOrder order, boolean repeated) {
        return new OrderJourney(order, State.WAITING, 0, null, 0, repeated, 0);
    }

    UUID key() {
        return order.messageKey();
    }

    /** user_message_reference of the order, 0 to 65535: the same after a crash, different for most orders. */
    int reference() {
        long bits = key().getLeastSignificantBits() ^ key().getMostSignificantBits();
        return (int) ((bits ^ (bits >>> 16) ^ (bits >>> 32) ^ (bits >>> 48)) & 0xffff);
    }

    /** Whether the code in the text is dead. */
    boolean isExpired(Instant now) {
        return !now.isBefore(order.expiresAt());
    }

    /** The life of the code is over before the next part was sent. */
    OrderJourney expire() {
        require(state == State.READY || state == State.PAUSED);
        return to(repeated ? State.UNCERTAIN : State.EXPIRED);
    }

    /**
     * The next part was answered, or not.
     *
     * @param parts of the whole text
     */
    OrderJourney answered(SubmitAnswer answer, int parts) {
        require(state == State.READY);
        return switch (answer.kind()) {
            case ACCEPTED -> taken(answer.messageId(), parts);
            case UNANSWERED -> to(State.WAITING);
            case NOT_SENT -> paused(0);
            case REFUSED ->
                switch (CommandStatus.of(answer.commandStatus())) {
                    case SLOW_DOWN, RETRY, REBIND -> paused(answer.commandStatus());
                    case ACCEPTED, GIVE_UP -> refused(answer.commandStatus());
                };
        };
    }

    /** The pause is over. */
    OrderJourney resume() {
        require(state == State.PAUSED);
        return to(State.READY);
    }

    /** A receipt proves that the message center has it. */
    OrderJourney proven(String messageId) {
        require(state == State.WAITING);
        String first = firstMessageId == null ? messageId : firstMessageId;
        return new OrderJourney(
                order, State.SUBMITTED, Math.max(1, partsTaken), first, pauses, repeated, CommandStatus.ESME_ROK);
    }

    /** Whether the wait ends in the one repeat. */
    boolean mayRepeat(Instant now) {
        return state == State.WAITING && !repeated && !isExpired(now);
    }

    /** No receipt came; the same text goes out once more. */
    OrderJourney repeat() {
        require(state == State.WAITING && !repeated);
        return new OrderJourney(order, State.READY, partsTaken, firstMessageId, pauses, true, commandStatus);
    }

    /** No receipt came and no repeat is possible any more. */
    OrderJourney giveUp() {
        require(state == State.WAITING);
        return to(State.UNCERTAIN);
    }

    /** What to tell the core at an end. */
    SmsResult result(Instant at, String gateway) {
        SmsResult.State end = switch (state) {
            case SUBMITTED -> SmsResult.State.SUBMITTED;
            case REFUSED -> SmsResult.State.REFUSED;
            case EXPIRED -> SmsResult.State.EXPIRED;
            case UNCERTAIN -> SmsResult.State.UNCERTAIN;
            case READY, PAUSED, WAITING -> throw new IllegalStateException("the order is under way");
        };
        String id = end == SmsResult.State.SUBMITTED ? firstMessageId : null;
        return new SmsResult(key(), end, id, commandStatus, partsTaken, at, gateway);
    }

    private OrderJourney taken(@Nullable String messageId, int parts) {
        String first = firstMessageId == null ? messageId : firstMessageId;
        State next = partsTaken + 1 == parts ? State.SUBMITTED : State.READY;
        return new OrderJourney(order, next, partsTaken + 1, first, pauses, repeated, CommandStatus.ESME_ROK);
    }

    private OrderJourney paused(int status) {
        return new OrderJourney(order, State.PAUSED, partsTaken, firstMessageId, pauses + 1, repeated, status);
    }

    private OrderJourney refused(int status) {
        State end = repeated ? State.UNCERTAIN : State.REFUSED;
        return new OrderJourney(order, end, partsTaken, firstMessageId, pauses, repeated, status);
    }

    private OrderJourney to(State next) {
        return new OrderJourney(order, next, partsTaken, firstMessageId, pauses, repeated, commandStatus);
    }

    private void require(boolean legal) {
        if (!legal) {
            throw new IllegalStateException("no such step from " + state);
        }
    }
}
