package dev.countersign.lockout;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Bounds the questions for a factor that are asked in one session, or for one forgotten password, whatever the factor: most of them cost no
 * try and no SMS, and leave rows. Works inside the caller's transaction, which holds the row of the user whose session or reset it is: so
 * nobody else counts there.
 */
@ApplicationScoped
public class QuestionLimit {

    private static final Duration WINDOW = Duration.ofHours(1);
    private static final int MOST = 100;

    private FailureStore store;
    private int most;
    private Clock clock;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected QuestionLimit() {}

    @Inject
    QuestionLimit(
            FailureStore store,
            @ConfigProperty(name = "countersign.confirmation.questions-per-hour", defaultValue = "30") int most,
            Clock clock) {
        if (most < 1 || most > MOST) {
            throw new IllegalArgumentException("countersign.confirmation.questions-per-hour is 1 to " + MOST);
        }
        this.store = store;
        this.most = most;
        this.clock = clock;
    }

    /**
     * Until when nothing is asked there; empty if something may be asked now.
     *
     * @param where id of the session or of the reset
     */
    public Optional<Instant> heldUntil(String where) {
        return store.heldUntil(Map.of(Lane.ofQuestions(where), most), WINDOW, clock.instant());
    }

    /** Counts a question that was asked there. */
    public void count(String where) {
        Instant now = clock.instant();
        store.lockRecord(Lane.ofQuestions(where), now).fail(now, WINDOW, most);
    }
}
