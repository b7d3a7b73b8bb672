package dev.countersign.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The values of its own that a rule has in one jurisdiction, one after the other: those that had their time, the one in force and those to
 * come.
 *
 * @param rows the earliest first
 */
record RuleTimeline(List<JurisdictionRule> rows) {

    RuleTimeline {
        rows = List.copyOf(rows);
    }

    /** What holds at that time: the newest that has begun by then. */
    Optional<JurisdictionRule> at(Instant time) {
        List<JurisdictionRule> begun = begun(time);
        return begun.isEmpty() ? Optional.empty() : Optional.of(begun.get(begun.size() - 1));
    }

    /** What holds just before that time. */
    Optional<JurisdictionRule> before(Instant time) {
        return at(time.minusNanos(1));
    }

    /** The one that begins at exactly that time. */
    Optional<JurisdictionRule> from(Instant time) {
        return rows.stream().filter(row -> row.validFrom().equals(time)).findFirst();
    }

    /** The one in force and those before it. */
    List<JurisdictionRule> begun(Instant now) {
        return rows.stream().filter(row -> row.hasBegun(now)).toList();
    }

    /** Those to come, the last first. */
    List<JurisdictionRule> toCome(Instant now) {
        List<JurisdictionRule> later = new ArrayList<>(rows);
        later.removeAll(begun(now));
        Collections.reverse(later);
        return later;
    }

    /** The one in force and those to come. */
    List<RuleChange> open(Instant now) {
        List<JurisdictionRule> past = begun(now);
        return rows.stream()
                .skip(Math.max(0, past.size() - 1))
                .flatMap(row -> row.findChange().stream())
                .toList();
    }
}
