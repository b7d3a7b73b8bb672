package dev.countersign.contracts.sms.v1;

import java.util.function.UnaryOperator;

/** What a carrier that speaks HTTP tells of its messages. The gateway has it, beside the web interface in one application. */
public interface CarrierCallbacks {

    /**
     * Takes a receipt; returns when the broker has it.
     *
     * @param carrier that it is said to be of
     * @param headers gives a header of the request by its name; null where there is none
     * @param body as it came
     * @return false where there is no such carrier, or it did not sign this body
     */
    boolean take(String carrier, UnaryOperator<String> headers, byte[] body);
}
