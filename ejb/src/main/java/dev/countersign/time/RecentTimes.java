package dev.countersign.time;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** When something happened, as far back as somebody still counts it; the oldest first, in milliseconds. */
public record RecentTimes(List<Instant> times) {

    /** Nothing has happened. */
    public static final RecentTimes NONE = new RecentTimes(List.of());

    private static final String SEPARATOR = ",";

    public RecentTimes {
        times = times.stream()
                .map(time -> Instant.ofEpochMilli(time.toEpochMilli()))
                .sorted()
                .toList();
    }

    /** How many lie in the window that ends now, as {@link #within} has them. */
    public int count(Instant now, Duration window) {
        return within(now, window).times.size();
    }

    /** Those that lie in the window that ends now: later than {@code now} minus the window, and no further ahead than clocks differ. */
    public RecentTimes within(Instant now, Duration window) {
        Instant start = now.minus(window);
        return new RecentTimes(times.stream()
                .filter(time -> time.isAfter(start) && !ClockSkew.isAhead(time, now))
                .toList());
    }

    /** With one more at {@code now}, and the newest {@code most} of all kept. */
    public RecentTimes plus(Instant now, int most) {
        List<Instant> all = Stream.concat(times.stream(), Stream.of(now)).toList();
        return new RecentTimes(all.subList(Math.max(0, all.size() - most), all.size()));
    }

    /** The last one, if there is any. */
    public Optional<Instant> newest() {
        return times.isEmpty() ? Optional.empty() : Optional.of(times.get(times.size() - 1));
    }

    /** Without one that happened at this time; the same if none did. */
    public RecentTimes without(Instant time) {
        List<Instant> left = new ArrayList<>(times);
        left.remove(Instant.ofEpochMilli(time.toEpochMilli()));
        return new RecentTimes(left);
    }

    /**
     * When fewer than {@code most} will lie in the window again, if nothing more happens.
     *
     * @return {@code now} if fewer do already
     */
    public Instant freeAgain(Instant now, Duration window, int most) {
        List<Instant> counted = within(now, window).times;
        return counted.size() < most ? now : counted.get(counted.size() - most).plus(window);
    }

    /** As a column holds them. */
    String text() {
        return times.stream().map(time -> Long.toString(time.toEpochMilli())).collect(Collectors.joining(SEPARATOR));
    }

    static RecentTimes of(String text) {
        return text.isEmpty()
                ? NONE
                : new RecentTimes(Arrays.stream(text.split(SEPARATOR))
                        .map(millis -> Instant.ofEpochMilli(Long.parseLong(millis)))
                        .toList());
    }
}
