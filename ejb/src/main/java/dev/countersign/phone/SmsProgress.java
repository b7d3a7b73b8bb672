package dev.countersign.phone;

import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
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

    @Inject
    private Event<SmsFates> fates;

    /**
     * Takes many in a transaction of its own. Rows are locked in the order of their keys, so that two who take news of the
     * same orders wait for each other in one direction; what is counted comes behind them all.
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void take(List<SmsResult> results, List<SmsReceipt> receipts) {
        List<SmsFate> all = new ArrayList<>();
        results.stream()
                .sorted(Comparator.comparing(result -> result.messageKey().toString()))
                .forEach(result -> all.addAll(take(result)));
        receipts.stream()
                .sorted(Comparator.comparing(receipt -> Objects.toString(receipt.messageKey(), "")))
                .forEach(receipt -> all.addAll(take(receipt)));
        if (!all.isEmpty()) {
            fates.fire(new SmsFates(all));
        }
    }

    private List<SmsFate> take(SmsResult result) {
        Instant now = clock.instant();
        List<SmsFate> counted = new ArrayList<>();
        outbox.lockOrder(result.messageKey()).ifPresent(sms -> {
            SmsState before = sms.state();
            counted.addAll(sms.take(result, now));
            Optional.ofNullable(result.smscMessageId()).ifPresent(id -> counted.addAll(takeEarly(sms, id, now)));
            announce(sms, before);
        });
        return counted;
    }

    private List<SmsFate> take(SmsReceipt receipt) {
        Instant now = clock.instant();
        Optional<OutboundSms> known = Optional.ofNullable(receipt.messageKey())
                .flatMap(outbox::lockOrder)
                .or(() -> outbox.lockOrderBySmscId(receipt.smscMessageId()));
        if (known.isEmpty()) {
            outbox.add(new EarlyReceipt(receipt));
            return List.of();
        }
        SmsState before = known.get().state();
        List<SmsFate> counted = known.get().take(receipt.state(), now);
        announce(known.get(), before);
        return counted;
    }

    private List<SmsFate> takeEarly(OutboundSms sms, String smscMessageId, Instant now) {
        List<SmsFate> counted = new ArrayList<>();
        for (EarlyReceipt early : outbox.listEarlyReceipts(smscMessageId)) {
            counted.addAll(sms.take(early.state(), now));
            outbox.remove(early);
        }
        return counted;
    }

    private void announce(OutboundSms sms, SmsState before) {
        if (sms.state() != before) {
            reached.fire(new SmsReached(sms.state()));
        }
        outbox.findCode(sms).ifPresent(code -> moved.fire(new SmsMoved(code.subject())));
    }
}
