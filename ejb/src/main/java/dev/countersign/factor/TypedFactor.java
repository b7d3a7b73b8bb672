package dev.countersign.factor;

import java.time.Instant;
import java.util.Optional;

/**
 * A factor that is asked something, or nothing, and is answered by what its user types. Works inside the caller's transaction,
 * which holds the user's row.
 */
public interface TypedFactor extends FactorSource {

    /**
     * What the user is asked.
     *
     * @param text what he is shown; empty where his device shows codes by itself
     * @param expiresAt until when an answer counts
     */
    record Question(Optional<String> text, Instant expiresAt) {}

    /**
     * A time in which nothing is asked.
     *
     * @param until its end; empty where it has none
     */
    record Pause(Optional<Instant> until) {}

    /**
     * Asks; an earlier question of the subject counts no more.
     *
     * @param subject the login or the confirmation that is answered
     * @param end of the subject, which no question outlives
     */
    Question ask(String id, String subject, Instant end);

    /** The question that waits, as it was asked; changes nothing. */
    Optional<Question> find(String id, String subject, Instant end);

    /** Compares what was typed with what is right. A right answer counts once. */
    CodeCheck check(String id, String subject, String typed);

    /**
     * Until when answers are not looked at, because too many were wrong; empty, or not after now, for one that is asked. Whoever takes an
     * answer asks before, and has it cost nothing then: of a factor with several users another one may have given the wrong ones. It stays
     * as it is until the transaction ends.
     */
    default Optional<Instant> blockedUntil(String id) {
        return Optional.empty();
    }

    /** Why nothing is asked now; empty for a factor that may be asked. */
    default Optional<Pause> pause(String id, Instant now) {
        return blockedUntil(id).filter(now::isBefore).map(until -> new Pause(Optional.of(until)));
    }

    /** Wrong answers that a subject bears once it asked for this factor, where that is fewer than it bears anyway. */
    default int mostWrong() {
        return Integer.MAX_VALUE;
    }

    /** What was asked of the subject counts no more. */
    void end(String id, String subject);
}
