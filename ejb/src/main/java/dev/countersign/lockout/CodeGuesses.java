package dev.countersign.lockout;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Counts wrong activation codes by installation and by network address; works inside the caller's transaction. Whoever asks holds the
 * turn until his own guess is counted, so that no number of parallel ones gets more looks than the limit allows.
 */
@ApplicationScoped
public class CodeGuesses {

    private static final Duration WINDOW = Duration.ofHours(1);

    private FailureStore store;
    private Clock clock;

    /** Wrong codes within an hour after which no more are looked at. */
    public record Limits(int installation, int address) {}

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected CodeGuesses() {}

    @Inject
    CodeGuesses(FailureStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /** Takes the turn, and tells until when codes are not looked at; empty if this one is. */
    public Optional<Instant> lockAndFindHeld(String installation, String address, Limits limits) {
        Lane phone = Lane.ofInstallation(installation);
        Lane network = Lane.ofActivations(address);
        store.lockTurns(phone, network);
        return store.heldUntil(
                Map.of(phone, limits.installation(), network, limits.address()), WINDOW, clock.instant());
    }

    /** Counts a wrong code; the turn was taken in this transaction. */
    public void count(String installation, String address, Limits limits) {
        Instant now = clock.instant();
        store.lockRecord(Lane.ofInstallation(installation), now).fail(now, WINDOW, limits.installation());
        store.lockRecord(Lane.ofActivations(address), now).fail(now, WINDOW, limits.address());
    }
}
