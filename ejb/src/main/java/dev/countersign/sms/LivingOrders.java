package dev.countersign.sms;

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

    /** When the order ends; empty when it has ended, its code was used, or there is no such order. */
    public Optional<Instant> findEnd(UUID messageKey) {
        Instant now = clock.instant();
        return outbox.lockOrder(messageKey)
                .filter(sms -> now.isBefore(sms.expiresAt()))
                .filter(sms ->
                        outbox.findCode(sms).map(code -> code.isAlive(now)).orElse(true))
                .map(OutboundSms::expiresAt);
    }
}
