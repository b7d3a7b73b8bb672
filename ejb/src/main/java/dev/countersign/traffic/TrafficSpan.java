package dev.countersign.traffic;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;

/**
 * What was ordered within five minutes to one country and went by one route of one carrier, or by none.
 *
 * @param start of the five minutes
 * @param country of the numbers, ISO 3166-1 alpha-2; {@code ZZ} where the numbering plan knows none
 * @param carrier by its name, or {@link dev.countersign.sms.SmsFate#NONE}
 * @param route how its numbers begin, with plus sign, or the same
 * @param sent messages that the carrier took
 * @param unsent messages that were given up and that no carrier is known to have taken
 * @param parts of these messages
 * @param cost of these parts, in the operator's currency
 * @param delivered of all of them, by their receipts
 * @param failed of all of them, by their receipts, because they went on to another carrier, or because they were never sent
 * @param delays of those delivered, by {@link Delay}
 */
public record TrafficSpan(
        Instant start,
        String country,
        String carrier,
        String route,
        long sent,
        long unsent,
        long parts,
        BigDecimal cost,
        long delivered,
        long failed,
        List<Long> delays) {

    private static final int PERCENT = 100;

    public TrafficSpan {
        delays = List.copyOf(delays);
    }

    /** Messages that were to arrive. */
    public long ordered() {
        return sent + unsent;
    }

    /** Of a hundred messages that were ordered, so many were delivered; of none, all. */
    public long deliveredPercent() {
        return ordered() == 0 ? PERCENT : delivered * PERCENT / ordered();
    }

    /** Seconds within which half of those delivered were there, as exact as {@link Delay}; 0 where none was. */
    public long medianSeconds() {
        long half = (delivered + 1) / 2;
        long counted = 0;
        Iterator<Long> counts = delays.iterator();
        for (Delay delay : Delay.values()) {
            counted += counts.next();
            if (half > 0 && counted >= half) {
                return delay.seconds();
            }
        }
        return 0;
    }
}
