package dev.countersign.sms;

import dev.countersign.budget.Held;
import dev.countersign.time.ClockSkew;
import dev.countersign.time.RecentTimes;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

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

    /**
     * Takes the turn if the number may get an SMS now, and {@code others}, who are asked last, do not keep it back.
     *
     * @param asked the rules for who asks: the number's, or less of them
     */
    Turn take(Instant now, SmsRules rules, SmsRules asked, Supplier<Optional<Held>> others) {
        Optional<Turn> wait = findWait(now, asked);
        if (wait.isPresent()) {
            return wait.get();
        }
        Optional<Held> held = others.get();
        if (held.isPresent()) {
            return Turn.of(held.get());
        }
        sentAt = sentAt.within(now, DAY).plus(now, Math.max(rules.perHour(), rules.perDay()));
        nextSmsAt = latest(now.plus(rules.pause()), freeAgain(now, rules));
        return new Turn(Turn.Kind.TAKEN, latest(nextSmsAt, freeAgain(now, asked)));
    }

    /** Why who asks under these rules may have none sent now; empty where he may. His own pause counts, and that of whoever had the last one. */
    Optional<Turn> findWait(Instant now, SmsRules asked) {
        Instant next = latest(latest(nextSmsAt(now), pauseEnd(now, asked)), freeAgain(now, asked));
        return now.isBefore(next)
                ? Optional.of(new Turn(isPause(next, now, asked) ? Turn.Kind.PAUSE : Turn.Kind.LIMIT, next))
                : Optional.empty();
    }

    /** Gives back the turn of an SMS that nobody could send: an outage is not to cost the user his next ones. */
    void giveBack(Instant takenAt, Instant now, SmsRules rules) {
        RecentTimes left = sentAt.without(takenAt);
        if (left.equals(sentAt)) {
            return;
        }
        sentAt = left;
        nextSmsAt = latest(sentAt.newest().map(sent -> sent.plus(rules.pause())).orElse(now), freeAgain(now, rules));
    }

    /** Forgets what was sent. */
    void clear(Instant now) {
        sentAt = RecentTimes.NONE;
        nextSmsAt = now;
    }

    String e164() {
        return e164;
    }

    /** When fewer were sent of late than the rules allow; {@code now} if that is so already. */
    private Instant freeAgain(Instant now, SmsRules rules) {
        return latest(sentAt.freeAgain(now, HOUR, rules.perHour()), sentAt.freeAgain(now, DAY, rules.perDay()));
    }

    private Instant pauseEnd(Instant now, SmsRules rules) {
        return sentAt.within(now, DAY)
                .newest()
                .filter(sent -> !ClockSkew.isAhead(sent, now))
                .map(sent -> sent.plus(rules.pause()))
                .orElse(now);
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    /** When the next SMS may come; now, if the last one was sent by a clock that was set back since: what it noted lasts too long. */
    Instant nextSmsAt(Instant now) {
        return ClockSkew.isAhead(sentAt.newest().orElse(nextSmsAt), now) ? now : nextSmsAt;
    }

    /** Times are kept in milliseconds: the next turn may lie one behind the pause. */
    private boolean isPause(Instant next, Instant now, SmsRules rules) {
        return sentAt.within(now, DAY)
                .newest()
                .filter(sent -> next.isAfter(sent.plus(rules.pause()).plusMillis(1)))
                .isEmpty();
    }
}
