package dev.countersign.phone;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;

/**
 * What became of an SMS that some carrier took.
 *
 * @param kind what is told; each kind once for a message at most
 * @param orderedAt when it was ordered
 * @param country of its number, ISO 3166-1 alpha-2; {@code ZZ} where the numbering plan knows none
 * @param carrier that took it
 * @param route by which it went
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

    /** What became of it. */
    public enum Kind {
        SENT,
        DELIVERED,
        FAILED
    }
}
