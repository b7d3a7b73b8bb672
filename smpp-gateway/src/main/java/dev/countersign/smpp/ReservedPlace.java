package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsOrder;

/**
 * The gateway's place for one order that is about to be committed; it is used or given back, once. A plain object and no
 * bean, because it is called when the transaction has ended: not every container lets a bean be called there.
 */
public final class ReservedPlace {

    private final SubmissionWindow window;
    private final OrderDispatch dispatch;

    ReservedPlace(SubmissionWindow window, OrderDispatch dispatch) {
        this.window = window;
        this.dispatch = dispatch;
    }

    /** Sends an order that is committed to the inflight queue. */
    void begin(SmsOrder order) {
        dispatch.begin(order);
    }

    /** Gives the place back. */
    void withdraw() {
        window.leave();
        window.settled();
    }
}
