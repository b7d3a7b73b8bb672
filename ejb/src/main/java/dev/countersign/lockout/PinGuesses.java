package dev.countersign.lockout;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Counts wrong PINs by the installation whose PIN it is, whichever of its users, or of those who would become one, they were typed for: a
 * new user for each few guesses gains nothing. Works inside the caller's transaction. Whoever asks holds the turn until his own guess is
 * counted, so that no number of parallel ones gets more answers than the limit allows.
 */
@ApplicationScoped
public class PinGuesses {

    private static final Duration WINDOW = Duration.ofHours(1);

    private FailureStore store;
    private Clock clock;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected PinGuesses() {}

    @Inject
    PinGuesses(FailureStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Takes the turns until the transaction ends. That of the user is taken with them, because his own failures are counted in the same
     * transaction: whoever had it before would take turns in no order, and two such callers could wait for each other.
     */
    public void takeTurns(long userId, Set<UUID> installations) {
        store.lockTurns(Stream.concat(
                        Stream.of(Lane.ofUser(userId, "")),
                        installations.stream().map(PinGuesses::laneOf))
                .toArray(Lane[]::new));
    }

    /**
     * Until when no PIN of the installations is compared; empty if one is now. The turns were taken in this transaction.
     *
     * @param most wrong PINs of an installation within an hour after which none is compared
     */
    public Optional<Instant> heldUntil(Set<UUID> installations, int most) {
        Map<Lane, Integer> lanes =
                installations.stream().collect(Collectors.toMap(PinGuesses::laneOf, installation -> most));
        return store.heldUntil(lanes, WINDOW, clock.instant());
    }

    /** Counts a wrong PIN; the turn was taken in this transaction. */
    public void count(UUID installation, int most) {
        Instant now = clock.instant();
        store.lockRecord(laneOf(installation), now).fail(now, WINDOW, most);
    }

    private static Lane laneOf(UUID installation) {
        return Lane.ofPin(installation.toString());
    }
}
