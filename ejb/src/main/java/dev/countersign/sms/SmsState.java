package dev.countersign.sms;

import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import java.util.EnumSet;
import java.util.Set;

/**
 * Where an SMS is on its way.
 *
 * <pre>
 * WAITING -> QUEUED -> SUBMITTED -> DELIVERED | FAILED
 *     \         \-----> FAILED | EXPIRED | UNCERTAIN -> DELIVERED | FAILED
 *                                                            FAILED -> DELIVERED
 *      \--------------> EXPIRED
 * </pre>
 *
 * News may arrive late, twice and in any order; a state is only ever left for a later one. EXPIRED is what we believe
 * where nobody has said anything: any word of a message center that has the message after all is stronger.
 */
public enum SmsState {
    /** In the database, not yet on the queue. */
    WAITING(0),
    /** On the queue to the gateway. */
    QUEUED(1),
    /** Its code died before it could be sent. */
    EXPIRED(2),
    /** Sent to the message center, whose answer never came. */
    UNCERTAIN(3),
    /** The message center has it. */
    SUBMITTED(4),
    /** It will not arrive, says a carrier. */
    FAILED(5),
    /** The phone has it, whatever another carrier says. */
    DELIVERED(6);

    private static final Set<SmsReceipt.State> INTERMEDIATE =
            EnumSet.of(SmsReceipt.State.ENROUTE, SmsReceipt.State.ACCEPTED, SmsReceipt.State.UNKNOWN);

    private final int rank;

    SmsState(int rank) {
        this.rank = rank;
    }

    /** The state after some news: the news if it is further on, else this one. */
    SmsState next(SmsState news) {
        return news.rank > rank ? news : this;
    }

    /** Whether it is on its way to a carrier, and none has had it. */
    boolean isUnsent() {
        return this == WAITING || this == QUEUED;
    }

    static SmsState of(SmsResult.State result) {
        return switch (result) {
            case SUBMITTED -> SUBMITTED;
            case REFUSED -> FAILED;
            case EXPIRED -> EXPIRED;
            case UNCERTAIN -> UNCERTAIN;
        };
    }

    static SmsState of(SmsReceipt.State receipt) {
        if (INTERMEDIATE.contains(receipt)) {
            return SUBMITTED;
        }
        return receipt == SmsReceipt.State.DELIVERED ? DELIVERED : FAILED;
    }
}
