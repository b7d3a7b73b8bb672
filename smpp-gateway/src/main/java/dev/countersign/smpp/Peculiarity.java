package dev.countersign.smpp;

import dev.countersign.contracts.sms.v1.SmsOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/** What sets a message apart from most of those that its carrier is sent. */
enum Peculiarity {
    /** It has a sender for the beginning of its number. */
    SENDER,
    /** It is more than one short message. */
    LENGTH,
    /** It is to live longer than codes do. */
    LIFE;

    private static final Duration LIFE_OF_CODES = Duration.ofHours(1);

    /** Those of an order as one carrier is sent it. */
    static Set<Peculiarity> of(Carrier carrier, SmsOrder order, TextSize size, Instant now) {
        Set<Peculiarity> all = EnumSet.noneOf(Peculiarity.class);
        Senders senders = carrier.wording().senders();
        if (!senders.forNumber(order.to()).equals(senders.standard())) {
            all.add(SENDER);
        }
        if (size.shortMessages() > 1) {
            all.add(LENGTH);
        }
        if (order.expiresAt().isAfter(now.plus(LIFE_OF_CODES))) {
            all.add(LIFE);
        }
        return all;
    }
}
