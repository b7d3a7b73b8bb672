package dev.countersign.migration;

import java.util.Optional;

/**
 * Asks the active security card of a user, where he has one: instead of an SMS, and without his choosing. Works inside the caller's
 * transaction, which holds the user's row and counts wrong answers.
 */
public interface PresentCard {

    /**
     * A new question for the user's card; empty if he has none that is active.
     *
     * @param subject the activation that it is asked for
     */
    Optional<AskedCard> ask(long userId, String subject);
}
