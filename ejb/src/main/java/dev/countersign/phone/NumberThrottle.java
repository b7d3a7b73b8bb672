package dev.countersign.phone;

import dev.countersign.budget.Held;
import dev.countersign.time.RecentTimes;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What a number got, and when it may get the next SMS, whoever asks for it and for whatever purpose. Callers lock the row
 * while they take a turn.
 */
@Entity
@Table(name = "number_throttle")
class NumberThrottle {

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofHours(24);

    @Id
    private String e164;

    @Column(name = "next_sms_at")
    private Instant nextSmsAt;

    @Column(name = "sent_at")
    private RecentTimes sentAt;

    @SuppressWarnings("NullAway.Init")
    protected NumberThrottle() {}

    NumberThrottle(String e164, Instant nextSmsAt) {
        this.e164 = e164;
        this.nextSmsAt = nextSmsAt;
        this.sentAt = RecentTimes.NONE;
    }

    /** Takes the turn if the number may get an SMS now, and {@code others}, who are asked last, do not keep it back. */
    Turn take(Instant now, SmsRules rules, Supplier<Optional<Held>> others) {
        Optional<Turn> wait = findWait(now, rules);
        if (wait.isPresent()) {
            return wait.get();
        }
        Optional<Held> held = others.get();
        if (held.isPresent()) {
            return new Turn(Turn.Kind.LIMIT, held.get().until());
        }
        sentAt = sentAt.within(now, DAY).plus(now, Math.max(rules.perHour(), rules.perDay()));
        nextSmsAt = Stream.of(
                        now.plus(rules.pause()),
                        sentAt.freeAgain(now, HOUR, rules.perHour()),
                        sentAt.freeAgain(now, DAY, rules.perDay()))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return new Turn(Turn.Kind.TAKEN, nextSmsAt);
    }

    /** Why the number may get none now; empty where it may. */
    Optional<Turn> findWait(Instant now, SmsRules rules) {
        return now.isBefore(nextSmsAt)
                ? Optional.of(new Turn(isPause(rules) ? Turn.Kind.PAUSE : Turn.Kind.LIMIT, nextSmsAt))
                : Optional.empty();
    }

    Instant nextSmsAt() {
        return nextSmsAt;
    }

    /** Times are kept in milliseconds: the next turn may lie one behind the pause. */
    private boolean isPause(SmsRules rules) {
        List<Instant> sent = sentAt.times();
        return sent.isEmpty()
                || !nextSmsAt.isAfter(
                        sent.get(sent.size() - 1).plus(rules.pause()).plusMillis(1));
    }
}
