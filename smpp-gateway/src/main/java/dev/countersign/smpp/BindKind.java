package dev.countersign.smpp;

import org.jsmpp.bean.BindType;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.session.BindParameter;

/** What a session may do (SMPP 3.4 section 4.1). */
enum BindKind {
    /** Submits, and hears no receipts. */
    TRANSMITTER(BindType.BIND_TX),
    /** Hears receipts, and submits nothing. */
    RECEIVER(BindType.BIND_RX),
    /** Both. */
    TRANSCEIVER(BindType.BIND_TRX);

    private final BindType type;

    BindKind(BindType type) {
        this.type = type;
    }

    /** What is said at its beginning, by an account. */
    BindParameter parameter(SmppSettings.Account account) {
        return new BindParameter(
                type,
                account.systemId(),
                account.password(),
                account.systemType(),
                TypeOfNumber.UNKNOWN,
                NumberingPlanIndicator.UNKNOWN,
                "");
    }

    boolean submits() {
        return this != RECEIVER;
    }

    boolean hears() {
        return this != TRANSMITTER;
    }
}
