package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsOrder;

/** The gateway's place for one order that is about to be committed; it is used or given back, once. */
public final class ReservedPlace {

    private final OrderDispatch dispatch;
    private final SmsOrder order;
    private final CarrierLine line;

    ReservedPlace(OrderDispatch dispatch, SmsOrder order, CarrierLine line) {
        this.dispatch = dispatch;
        this.order = order;
        this.line = line;
    }

    /** Sends the order, which is committed to the inflight queue. */
    void begin() {
        dispatch.begin(order, line);
    }

    /** Gives the place back. */
    void withdraw() {
        dispatch.withdraw(order, line);
    }
}
