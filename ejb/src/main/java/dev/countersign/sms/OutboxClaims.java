package dev.countersign.sms;

import dev.countersign.announce.Claimed;
import dev.countersign.contracts.sms.v1.SmsOrder;
import dev.countersign.crypto.Secrets;
import dev.countersign.network.NumberNetworks;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** The database side of the relay: takes waiting orders, and notes that they are on the queue. */
@Stateless
@TransactionAttribute(TransactionAttributeType.REQUIRES_NEW)
public class OutboxClaims {

    @Inject
    private SmsOutbox outbox;

    @Inject
    private UnsentTurns turns;

    @Inject
    private NumberNetworks networks;

    @Inject
    private Secrets secrets;

    @Inject
    private SmsSettings settings;

    @Inject
    private Clock clock;

    @Inject
    private Event<SmsMoved> moved;

    @Inject
    private Event<SmsReached> reached;

    @Inject
    private Event<SmsFates> fates;

    /** Orders to send now. Those whose code is dead are marked so and left out, and count among those that were taken. */
    public Claimed<SmsOrder> claim() {
        Instant now = clock.instant();
        List<SmsOrder> orders = new ArrayList<>();
        List<OutboundSms> dead = new ArrayList<>();
        List<SmsFate> counted = new ArrayList<>();
        int most = settings.relayBatch();
        List<OutboundSms> claimed = outbox.claim(now, settings.relayLease(), most);
        Map<String, String> known =
                networks.find(claimed.stream().map(OutboundSms::e164).toList(), now);
        for (OutboundSms sms : claimed) {
            Optional<String> text = sms.text(secrets);
            if (text.isEmpty() || !now.isBefore(sms.expiresAt())) {
                counted.addAll(sms.expire(now));
                dead.add(sms);
                reached.fire(new SmsReached(sms.state()));
            } else {
                orders.add(new SmsOrder(
                        sms.messageKey(),
                        sms.e164(),
                        text.get(),
                        sms.createdAt(),
                        sms.expiresAt(),
                        known.get(sms.e164())));
            }
        }
        turns.giveBack(dead);
        outbox.listSubjects(dead).forEach(subject -> moved.fire(new SmsMoved(subject)));
        fates.fire(new SmsFates(counted));
        return new Claimed<>(orders, claimed.size() == most);
    }

    public void queued(List<SmsOrder> orders) {
        Instant now = clock.instant();
        List<UUID> keys = orders.stream().map(SmsOrder::messageKey).toList();
        outbox.lockOrders(keys).values().forEach(sms -> {
            SmsState before = sms.state();
            sms.queued(now);
            if (sms.state() != before) {
                reached.fire(new SmsReached(sms.state()));
            }
        });
    }
}
