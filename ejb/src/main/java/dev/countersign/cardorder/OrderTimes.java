package dev.countersign.cardorder;

import java.time.Duration;
import java.time.Instant;

/**
 * How long things take.
 *
 * @param addressWait before a card goes to another address than the broker knows
 * @param shipmentDays business days until a card leaves
 * @param returnTime to send a card back
 * @param bookingDays business days from a card's arrival to the release of its deposit
 */
record OrderTimes(Duration addressWait, int shipmentDays, Duration returnTime, int bookingDays) {

    Instant returnDue(Instant now) {
        return now.plus(returnTime);
    }

    Instant bookingDue(Instant now) {
        return BusinessDays.after(now, bookingDays);
    }

    Instant shipmentExpected(Instant from) {
        return BusinessDays.after(from, shipmentDays);
    }
}
