package dev.countersign.sms;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * What became of an SMS.
 *
 * @param kind what is told; each kind once for a message and carrier at most
 * @param orderedAt when it was ordered
 * @param country of its number, ISO 3166-1 alpha-2; {@code ZZ} where the numbering plan knows none
 * @param carrier that took it, or {@link #NONE}
 * @param route by which it went, or {@link #NONE}; also where a carrier delivers that the order had left
 * @param parts of it; 0 but with SENT
 * @param cost of these parts; 0 but with SENT
 * @param delay from the order to the receipt; zero but with DELIVERED
 */
public record SmsFate(
        Kind kind,
        Instant orderedAt,
        String country,
        String carrier,
        String route,
        int parts,
        BigDecimal cost,
        Duration delay) {

    /** In the place of carrier and route where no carrier is known to have taken it. No carrier's name has capitals. */
    public static final String NONE = "NONE";

    /** What became of it. */
    public enum Kind {
        /** A carrier took it. */
        SENT,
        /** It was given up, and no carrier is known to have taken it. */
        UNSENT,
        DELIVERED,
        /** It will not arrive, or went on to another carrier, or was never sent. */
        FAILED
    }
}
