package dev.countersign.contracts.sms.v1;

import java.util.function.UnaryOperator;

/** What a carrier that speaks HTTP tells of its messages. The gateway has it, beside the web interface in one application. */
public interface CarrierCallbacks {

    /** What becomes of one. */
    enum Taking {
        /** The broker has it. */
        TAKEN,
        /** There is no such carrier, or it did not sign this body. */
        REFUSED,
        /** The gateway does not know yet which carriers there are. */
        TOO_EARLY
    }

    /**
     * Takes a receipt; returns when the broker has it.
     *
     * @param carrier that it is said to be of
     * @param headers gives a header of the request by its name; null where there is none
     * @param body as it came
     */
    Taking take(String carrier, UnaryOperator<String> headers, byte[] body);
}
