package dev.countersign.budget;

import dev.countersign.time.ClockSkew;
import dev.countersign.time.RecentTimes;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When codes went to numbers with the same first digits that nobody had proven to hold. Callers hold the prefix's turn. */
@Entity
@Table(name = "sms_prefix")
class PrefixTally {

    @Id
    private String prefix;

    @Column(name = "sent_at")
    private RecentTimes sentAt;

    @Column(name = "alerted_until")
    private @Nullable Instant alertedUntil;

    @Column(name = "keep_until")
    private Instant keepUntil;

    @SuppressWarnings("NullAway.Init")
    protected PrefixTally() {}

    PrefixTally(String prefix, Instant now) {
        this.prefix = prefix;
        this.sentAt = RecentTimes.NONE;
        this.keepUntil = now;
    }

    /** Whether the next code has to wait. */
    Optional<Held> held(RangeRules rules, Instant now) {
        Instant free = sentAt.freeAgain(now, rules.prefixWindow(), rules.prefixMost());
        return free.isAfter(now) ? Optional.of(new Held(HeldBy.PREFIX, free)) : Optional.empty();
    }

    void count(RangeRules rules, Instant now) {
        sentAt = sentAt.within(now, rules.prefixWindow()).plus(now, rules.prefixMost());
        keepUntil = now.plus(rules.prefixWindow());
    }

    /** True at the first code that is kept back, and then once a window. */
    boolean takeAlert(RangeRules rules, Instant now) {
        Instant end = now.plus(rules.prefixWindow());
        if (alertedUntil != null && now.isBefore(alertedUntil) && !ClockSkew.isAhead(alertedUntil, end)) {
            return false;
        }
        alertedUntil = end;
        keepUntil = alertedUntil;
        return true;
    }
}
