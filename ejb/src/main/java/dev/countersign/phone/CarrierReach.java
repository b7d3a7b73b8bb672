package dev.countersign.phone;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;

/** Whether messages can leave, by what the gateways of all nodes said last; works inside the caller's transaction. */
@ApplicationScoped
public class CarrierReach {

    /** Gateways report every few seconds: one that has not for so long is gone. */
    static final Duration PRESENCE = Duration.ofSeconds(15);

    @Inject
    private SmsOutbox outbox;

    @Inject
    private Clock clock;

    /** Whether some gateway has a session to a message center. */
    public boolean isBound() {
        return outbox.countBoundGateways(clock.instant().minus(PRESENCE)) > 0;
    }

    /** Whether gateways have reported, and none of late that it has a session. Before the first report of all nothing is known. */
    public boolean isAway() {
        return !isBound() && outbox.isAnyGatewayKnown();
    }
}
