package dev.countersign.sms;

import dev.countersign.contracts.sms.v1.SmsReceipt;
import dev.countersign.contracts.sms.v1.SmsResult;
import dev.countersign.contracts.sms.v1.SmsStalled;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** Writes to the order row what the gateway says. Each word may come twice: the second changes nothing. */
@Stateless
public class SmsProgress {

    /** A receipt and the result that it belongs to miss each other when both are written at one moment. */
    private static final Duration ONE_MOMENT = Duration.ofHours(1);

    @Inject
    private SmsOutbox outbox;

    @Inject
    private EarlyReceipts early;

    @Inject
    private UnsentTurns turns;

    @Inject
    private Clock clock;

    @Inject
    private Event<SmsMoved> moved;

    @Inject
    private Event<SmsReached> reached;

    @Inject
    private Event<SmsFates> fates;

    /** Throws what the database throws while it does not answer, and while it takes no changes. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void requireDatabase() {
        outbox.requireWritable();
    }

    /**
     * Takes many in a transaction of its own. All rows are locked first, in one order; what is counted comes behind them all.
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void take(List<SmsResult> results, List<SmsReceipt> receipts) {
        Map<UUID, OutboundSms> orders = outbox.lockOrders(keys(results, receipts));
        Map<OutboundSms, SmsState> before = new LinkedHashMap<>();
        orders.values().forEach(sms -> before.put(sms, sms.state()));
        List<SmsFate> counted = new ArrayList<>(takeResults(results, orders));
        for (SmsReceipt receipt : receipts) {
            Optional<OutboundSms> known =
                    Optional.ofNullable(receipt.messageKey()).map(orders::get).or(() -> lockOrder(receipt));
            known.ifPresentOrElse(
                    sms -> {
                        before.putIfAbsent(sms, sms.state());
                        counted.addAll(sms.take(receipt.smscMessageId(), receipt.state(), clock.instant()));
                    },
                    () -> early.add(new EarlyReceipt(receipt, clock.instant())));
        }
        tell(before, counted);
    }

    /** By the id of the present carrier. Of one that was left a delivery alone is news: the phone has it then, whoever brought it. */
    private Optional<OutboundSms> lockOrder(SmsReceipt receipt) {
        Optional<OutboundSms> present = outbox.lockOrderBySmscId(receipt.smscMessageId());
        return isDelivery(receipt) ? present.or(() -> outbox.lockOrderByFormerId(receipt.smscMessageId())) : present;
    }

    private static boolean isDelivery(SmsReceipt receipt) {
        return receipt.state() == SmsReceipt.State.DELIVERED;
    }

    /** Notes which orders no carrier takes now, in a transaction of its own. Those that went out or ended meanwhile stay as they are. */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public void stall(List<SmsStalled> stalled) {
        Instant now = clock.instant();
        Map<UUID, OutboundSms> orders =
                outbox.lockOrders(stalled.stream().map(SmsStalled::messageKey).toList());
        List<OutboundSms> news = stalled.stream()
                .flatMap(
                        word -> Optional.ofNullable(orders.get(word.messageKey()))
                                .filter(sms -> sms.stall(word.carriers(), now))
                                .stream())
                .toList();
        outbox.listSubjects(news).forEach(subject -> moved.fire(new SmsMoved(subject)));
    }

    /**
     * Brings receipts that were early to the orders that are known by now, where both were written at one moment and missed each other.
     *
     * @return how many
     */
    @TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
    public int settle(int most) {
        Instant now = clock.instant();
        List<EarlyReceipt> receipts = early.listSettled(now.minus(ONE_MOMENT), most);
        outbox.lockOrders(outbox.listKeys(
                receipts.stream().map(EarlyReceipt::smscMessageId).toList()));
        Map<OutboundSms, SmsState> before = new LinkedHashMap<>();
        List<SmsFate> counted = new ArrayList<>();
        for (EarlyReceipt receipt : receipts) {
            outbox.lockOrderBySmscId(receipt.smscMessageId()).ifPresent(sms -> {
                before.putIfAbsent(sms, sms.state());
                counted.addAll(sms.take(receipt.smscMessageId(), receipt.state(), now));
            });
            early.remove(receipt);
        }
        tell(before, counted);
        return receipts.size();
    }

    private List<UUID> keys(List<SmsResult> results, List<SmsReceipt> receipts) {
        List<UUID> keys = new ArrayList<>();
        results.forEach(result -> keys.add(result.messageKey()));
        List<SmsReceipt> unnamed = new ArrayList<>();
        for (SmsReceipt receipt : receipts) {
            Optional.ofNullable(receipt.messageKey()).ifPresentOrElse(keys::add, () -> unnamed.add(receipt));
        }
        keys.addAll(
                outbox.listKeys(unnamed.stream().map(SmsReceipt::smscMessageId).toList()));
        keys.addAll(outbox.listFormerKeys(unnamed.stream()
                .filter(SmsProgress::isDelivery)
                .map(SmsReceipt::smscMessageId)
                .toList()));
        return keys;
    }

    private List<SmsFate> takeResults(List<SmsResult> results, Map<UUID, OutboundSms> orders) {
        Instant now = clock.instant();
        List<SmsResult> known = results.stream()
                .filter(result -> orders.containsKey(result.messageKey()))
                .toList();
        List<SmsFate> counted = new ArrayList<>();
        Map<String, OutboundSms> named = new HashMap<>();
        for (SmsResult result : known) {
            OutboundSms sms = Objects.requireNonNull(orders.get(result.messageKey()));
            counted.addAll(sms.take(result, now));
            Optional.ofNullable(result.smscMessageId()).ifPresent(id -> named.put(id, sms));
        }
        for (EarlyReceipt receipt : early.list(named.keySet())) {
            OutboundSms sms = Objects.requireNonNull(named.get(receipt.smscMessageId()));
            counted.addAll(sms.take(receipt.smscMessageId(), receipt.state(), now));
            early.remove(receipt);
        }
        return counted;
    }

    /** Each state that was reached on the way counts once: the last one. */
    private void tell(Map<OutboundSms, SmsState> before, List<SmsFate> counted) {
        List<OutboundSms> news = before.entrySet().stream()
                .filter(known -> known.getKey().state() != known.getValue())
                .map(Map.Entry::getKey)
                .toList();
        turns.giveBack(news);
        news.forEach(sms -> reached.fire(new SmsReached(sms.state())));
        outbox.listSubjects(before.keySet()).forEach(subject -> moved.fire(new SmsMoved(subject)));
        if (!counted.isEmpty()) {
            fates.fire(new SmsFates(counted));
        }
    }
}
