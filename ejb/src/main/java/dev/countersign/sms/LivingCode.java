package dev.countersign.sms;

import dev.countersign.crypto.Secrets;
import java.util.List;
import java.util.Optional;

/**
 * A code that can be typed still, and what was sent with it.
 *
 * @param orders newest first
 */
record LivingCode(OneTimeCode code, List<OutboundSms> orders) {

    LivingCode {
        orders = List.copyOf(orders);
    }

    /** Whether the carrier of a number has blocked the last message that brought it there: the same one would run into the same block. */
    boolean isBlockedAt(String e164) {
        return newestTo(e164)
                .filter(sms -> SmsReport.of(sms).standing() == SmsReport.Standing.BLOCKED)
                .isPresent();
    }

    /** The last message that brought it to a number; empty where none did. */
    Optional<OutboundSms> newestTo(String e164) {
        return orders.stream().filter(sms -> sms.e164().equals(e164)).findFirst();
    }

    /** What can be sent again; empty where none of the texts is left. */
    Optional<String> text(Secrets secrets) {
        return orders.stream().flatMap(sms -> sms.text(secrets).stream()).findFirst();
    }
}
