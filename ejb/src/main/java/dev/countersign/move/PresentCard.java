package dev.countersign.move;

import java.time.Instant;
import java.util.Optional;

/**
 * Asks the security card of a user that logins would ask, where he has one: instead of an SMS, and without his choosing. Works inside the caller's
 * transaction, which holds the user's row and counts wrong answers.
 */
public interface PresentCard {

    /**
     * A new question for the user's card; empty if he has none that logins ask.
     *
     * @param subject the activation that it is asked for
     */
    Optional<AskedCard> ask(long userId, String subject);

    /**
     * Until when what the card shows counts, for the question that was asked of the subject last. Empty where it does not: nothing was
     * asked, its time is over, the card is the user's no more, or it is blocked by wrong answers.
     */
    Optional<Instant> openUntil(long userId, String subject);

    /**
     * Until when the user's card is not asked, because too many answers were wrong; empty where it is asked, or there is none. An SMS does
     * not take its place meanwhile: whoever has no card could give the wrong answers himself.
     */
    default Optional<Instant> blockedUntil(long userId) {
        return Optional.empty();
    }
}
