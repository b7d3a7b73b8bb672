package dev.countersign.number;

import dev.countersign.sms.Delivery;
import dev.countersign.sms.SmsReport;
import java.time.Instant;
import java.util.Optional;

/**
 * A number as its user sees it.
 *
 * @param masked four dots and the last four digits
 * @param country ISO 3166-1 alpha-2; empty when the numbering plan has changed and knows it no more
 * @param isDefault whether login codes go to it
 * @param last what became of the last SMS to it, as far as that is the user's to know
 */
public record OwnNumber(
        String id,
        String masked,
        Optional<String> country,
        Optional<Instant> verifiedAt,
        boolean isDefault,
        Delivery delivery,
        Optional<SmsReport> last) {}
