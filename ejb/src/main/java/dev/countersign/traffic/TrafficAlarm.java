package dev.countersign.traffic;

import dev.countersign.sms.SmsFate;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Of the SMS to a country by one carrier too few arrive, or too late; or too many are taken by none.
 *
 * @param carrier by its name, or {@link SmsFate#NONE}
 * @param ordered messages that went to the carrier; with none all that were ordered to the country
 * @param sent messages that the carrier took
 * @param deliveredPercent of a hundred that were ordered, so many were delivered; with none, taken by some carrier or delivered all the same
 * @param medianSeconds within which half of those were there; 0 with none
 */
public record TrafficAlarm(
        String country, String carrier, Kind kind, long ordered, long sent, long deliveredPercent, long medianSeconds) {

    /** What is wrong. */
    public enum Kind {
        /** Fewer than 80 of a hundred are delivered, or taken. */
        FEW_DELIVERED,
        /** Half of them take longer than two minutes. */
        LATE
    }

    private static final int PERCENT = 100;
    private static final int LEAST_PERCENT = 80;
    private static final int MOST_SECONDS = 120;

    /** Fewer say nothing. */
    private static final int LEAST_ORDERED = 10;

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
        Map<String, Long> ordered = spans.stream()
                .collect(Collectors.groupingBy(TrafficSpan::country, Collectors.summingLong(TrafficSpan::ordered)));
        return spans.stream()
                .collect(Collectors.toMap(
                        span -> span.country() + " " + span.carrier(), span -> span, TrafficAlarm::sum, TreeMap::new))
                .values()
                .stream()
                .filter(span -> span.ordered() >= LEAST_ORDERED)
                .flatMap(span -> (span.carrier().equals(SmsFate.NONE)
                                ? ofNone(span, ordered.getOrDefault(span.country(), 0L))
                                : ofCarrier(span))
                        .stream())
                .toList();
    }

    private static Optional<TrafficAlarm> ofCarrier(TrafficSpan span) {
        if (span.deliveredPercent() < LEAST_PERCENT) {
            return Optional.of(alarm(span, Kind.FEW_DELIVERED));
        }
        return span.medianSeconds() > MOST_SECONDS ? Optional.of(alarm(span, Kind.LATE)) : Optional.empty();
    }

    /** Held against all of the country: ten numbers that do not exist, among a thousand, are no outage. */
    private static Optional<TrafficAlarm> ofNone(TrafficSpan none, long ordered) {
        long percent = (ordered - none.ordered() + none.delivered()) * PERCENT / ordered;
        return percent < LEAST_PERCENT
                ? Optional.of(new TrafficAlarm(
                        none.country(), none.carrier(), Kind.FEW_DELIVERED, ordered, none.sent(), percent, 0))
                : Optional.empty();
    }

    private static TrafficAlarm alarm(TrafficSpan span, Kind kind) {
        return new TrafficAlarm(
                span.country(),
                span.carrier(),
                kind,
                span.ordered(),
                span.sent(),
                span.deliveredPercent(),
                span.medianSeconds());
    }

    private static TrafficSpan sum(TrafficSpan one, TrafficSpan other) {
        BigDecimal cost = one.cost().add(other.cost());
        return new TrafficSpan(
                one.start(),
                one.country(),
                one.carrier(),
                one.route(),
                one.sent() + other.sent(),
                one.unsent() + other.unsent(),
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
