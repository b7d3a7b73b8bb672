package dev.countersign.phone;

import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Writes to the order row what the gateway says. Each word may come twice: the second changes nothing. */
@Stateless
public class SmsProgress {

    @Inject
    private SmsOutbox outbox;

    @Inject
    private Clock clock;

    @Inject
    private Event<SmsMoved> moved;

    @Inject
    private Event<SmsReached> reached;

    public void take(SmsResult result) {
        Instant now = clock.instant();
        outbox.lockOrder(result.messageKey()).ifPresent(sms -> {
            SmsState before = sms.state();
            sms.take(result, now);
            Optional.ofNullable(result.smscMessageId()).ifPresent(id -> takeEarly(sms, id, now));
            announce(sms, before);
        });
    }

    public void take(SmsReceipt receipt) {
        Instant now = clock.instant();
        Optional<OutboundSms> known = Optional.ofNullable(receipt.messageKey())
                .flatMap(outbox::lockOrder)
                .or(() -> outbox.lockOrderBySmscId(receipt.smscMessageId()));
        if (known.isEmpty()) {
            outbox.add(new EarlyReceipt(receipt));
            return;
        }
        SmsState before = known.get().state();
        known.get().take(receipt.state(), now);
        announce(known.get(), before);
    }

    private void takeEarly(OutboundSms sms, String smscMessageId, Instant now) {
        for (EarlyReceipt early : outbox.listEarlyReceipts(smscMessageId)) {
            sms.take(early.state(), now);
            outbox.remove(early);
        }
    }

    private void announce(OutboundSms sms, SmsState before) {
        if (sms.state() != before) {
            reached.fire(new SmsReached(sms.state()));
        }
        outbox.findCode(sms).ifPresent(code -> moved.fire(new SmsMoved(code.subject())));
    }
}
