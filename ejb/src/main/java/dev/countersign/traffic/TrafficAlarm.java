package dev.countersign.traffic;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Of the SMS to a country by one carrier too few arrive, or too late.
 *
 * @param deliveredPercent of a hundred that were sent, so many were delivered
 * @param medianSeconds within which half of those were there
 */
public record TrafficAlarm(
        String country, String carrier, Kind kind, long sent, long deliveredPercent, long medianSeconds) {

    /** What is wrong. */
    public enum Kind {
        /** Fewer than 80 of a hundred are delivered. */
        FEW_DELIVERED,
        /** Half of them take longer than two minutes. */
        LATE
    }

    private static final int LEAST_PERCENT = 80;
    private static final int MOST_SECONDS = 120;

    /** Fewer say nothing. */
    private static final int LEAST_SENT = 10;

    /** Receipts may still be on their way. */
    private static final Duration AGE = Duration.ofMinutes(5);

    private static final Duration LENGTH = Duration.ofMinutes(15);

    /** Of what is looked at, the beginning. */
    static Instant from(Instant now) {
        return Place.start(now.minus(AGE)).minus(LENGTH);
    }

    /** The end. */
    static Instant to(Instant now) {
        return Place.start(now.minus(AGE));
    }

    /** What is wrong in these spans, taken together by country and carrier. */
    static List<TrafficAlarm> of(List<TrafficSpan> spans) {
        return spans.stream()
                .collect(Collectors.toMap(
                        span -> span.country() + " " + span.carrier(), span -> span, TrafficAlarm::sum, TreeMap::new))
                .values()
                .stream()
                .flatMap(span -> of(span).stream())
                .toList();
    }

    private static Optional<TrafficAlarm> of(TrafficSpan span) {
        if (span.sent() < LEAST_SENT) {
            return Optional.empty();
        }
        if (span.deliveredPercent() < LEAST_PERCENT) {
            return Optional.of(alarm(span, Kind.FEW_DELIVERED));
        }
        return span.medianSeconds() > MOST_SECONDS ? Optional.of(alarm(span, Kind.LATE)) : Optional.empty();
    }

    private static TrafficAlarm alarm(TrafficSpan span, Kind kind) {
        return new TrafficAlarm(
                span.country(), span.carrier(), kind, span.sent(), span.deliveredPercent(), span.medianSeconds());
    }

    private static TrafficSpan sum(TrafficSpan one, TrafficSpan other) {
        BigDecimal cost = one.cost().add(other.cost());
        return new TrafficSpan(
                one.start(),
                one.country(),
                one.carrier(),
                one.route(),
                one.sent() + other.sent(),
                one.parts() + other.parts(),
                cost,
                one.delivered() + other.delivered(),
                one.failed() + other.failed(),
                IntStream.range(0, one.delays().size())
                        .mapToObj(i -> one.delays().get(i) + other.delays().get(i))
                        .toList());
    }

    /** What an audit entry about it is about. */
    String subject() {
        return "sms-delivery:" + country + "-" + carrier;
    }
}
