package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The movable time of the server under test. It only ever goes forward, so that what one test leaves behind is never in
 * the future of another.
 */
public record ServerTime(Http http, AtomicReference<Duration> offset) {

    /** The present moment as the server sees it. */
    public Instant now() {
        return Clock.systemUTC().instant().plus(offset.get());
    }

    public void advance(Duration by) {
        Duration moved = offset.updateAndGet(before -> before.plus(by));
        Answer answer =
                http.send("PUT", "/test/clock", "application/json", "{\"offsetSeconds\": " + moved.toSeconds() + "}");
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 299);
    }

    /** What the clock will say when the server is started again. */
    void advanceAfterKill(Duration by) {
        offset.updateAndGet(before -> before.plus(by));
    }

    /** Moves on to a moment, or a fraction of a second after it; a moment that has passed is not reached any more. */
    void advanceTo(Instant moment) {
        Duration missing = Duration.between(now(), moment);
        assertThat(missing).as("time until " + moment).isPositive();
        advance(missing.plusMillis(999).truncatedTo(ChronoUnit.SECONDS));
    }
}
