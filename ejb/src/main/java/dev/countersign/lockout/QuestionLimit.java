package dev.countersign.lockout;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Bounds the questions for a factor that are asked in one session, or for one forgotten password, whatever the factor: most of them cost no
 * try and no SMS, and leave rows. Works inside the caller's transaction, which holds the row of the user whose session or reset it is: so
 * nobody else counts there.
 */
@ApplicationScoped
public class QuestionLimit {

    private static final String KEY = "countersign.confirmation.questions-per-hour";

    private LaneLimit limit;

    /** For the CDI proxy. */
    @SuppressWarnings("NullAway.Init")
    protected QuestionLimit() {}

    @Inject
    QuestionLimit(FailureStore store, @ConfigProperty(name = KEY, defaultValue = "30") int most, Clock clock) {
        this.limit = new LaneLimit(store, KEY, most, Duration.ofHours(1), clock);
    }

    /**
     * Until when nothing is asked there; empty if something may be asked now.
     *
     * @param where id of the session or of the reset
     */
    public Optional<Instant> heldUntil(String where) {
        return limit.heldUntil(Lane.ofQuestions(where));
    }

    /** Counts a question that was asked there. */
    public void count(String where) {
        limit.count(Lane.ofQuestions(where));
    }
}
