package dev.countersign.traffic;

import dev.countersign.sms.SmsFate;
import java.time.Duration;
import java.time.Instant;

/** Where a message counts. Places have an order, in which their rows are locked. */
record Place(Instant start, String country, String carrier, String route) implements Comparable<Place> {

    static final Duration SPAN = Duration.ofMinutes(5);

    static Place of(SmsFate fate) {
        return new Place(start(fate.orderedAt()), fate.country(), fate.carrier(), fate.route());
    }

    /** The beginning of the five minutes that a time lies in. */
    static Instant start(Instant time) {
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), SPAN.toSeconds()) * SPAN.toSeconds());
    }

    @Override
    public int compareTo(Place other) {
        return toString().compareTo(other.toString());
    }
}
