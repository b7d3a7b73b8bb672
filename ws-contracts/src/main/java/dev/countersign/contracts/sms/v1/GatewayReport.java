package dev.countersign.contracts.sms.v1;

import java.time.Instant;
import java.util.Objects;

/**
 * How a gateway instance is; sent every 5 seconds and at each change, living 15 seconds on the queue. An instance that
 * has not reported for 15 seconds is away.
 *
 * @param gateway name of the instance, unique among all that share a broker
 * @param bound whether at least one SMPP session is bound
 * @param at when the instance wrote this
 */
public record GatewayReport(String gateway, boolean bound, Instant at) {

    /** JMSType of the message. */
    public static final String TYPE = "GatewayReport.v1";

    public GatewayReport {
        Objects.requireNonNull(gateway, "gateway");
        Objects.requireNonNull(at, "at");
    }
}
