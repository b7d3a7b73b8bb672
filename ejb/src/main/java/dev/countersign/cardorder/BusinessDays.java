package dev.countersign.cardorder;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Set;

/** Days from Monday to Friday, in UTC. Holidays differ from place to place and are not known here. */
final class BusinessDays {

    private static final Set<DayOfWeek> WEEKEND = Set.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);

    private BusinessDays() {}

    /** The same time of day so many business days later. From a weekend it is counted as from the Friday before. */
    static Instant after(Instant start, int days) {
        ZonedDateTime day = start.atZone(ZoneOffset.UTC);
        for (int left = days; left > 0; ) {
            day = day.plusDays(1);
            if (!WEEKEND.contains(day.getDayOfWeek())) {
                left--;
            }
        }
        return day.toInstant();
    }
}
