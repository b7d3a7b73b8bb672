package dev.countersign.phone;

import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Which orders may still go to a phone. */
@Stateless
public class LivingOrders {

    @Inject
    private SmsOutbox outbox;

    @Inject
    private Clock clock;

    /** When the order's code ends; empty when it has ended, was used, or there is no such order. */
    public Optional<Instant> findEnd(UUID messageKey) {
        return outbox.lockOrder(messageKey)
                .map(sms -> outbox.getCode(sms.codeId()))
                .filter(code -> code.isAlive(clock.instant()))
                .map(OneTimeCode::expiresAt);
    }
}
