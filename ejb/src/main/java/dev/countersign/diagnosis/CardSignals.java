package dev.countersign.diagnosis;

import dev.countersign.card.AnswerReading;
import dev.countersign.card.CardTrouble;
import dev.countersign.card.CardTrouble.KnownCard;
import dev.countersign.card.CardTrouble.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What is known of a card whose answers are refused, and what its user says.
 *
 * @param recent how long an answer was given of late: one before that tells nothing about the next
 */
record CardSignals(CardTrouble trouble, Duration recent, Instant now, Map<CardDoubt, Boolean> answers) {

    CardSignals {
        answers = Map.copyOf(answers);
    }

    /** Whether the last answer was of this kind, and given of late. */
    boolean was(AnswerReading reading) {
        return trouble.last()
                .filter(last -> last.reading() == reading)
                .filter(last -> now.isBefore(last.at().plus(recent)))
                .isPresent();
    }

    /** The card that the last answer came from, as far as the server can tell. */
    KnownCard answering() {
        return trouble.other().filter(other -> was(AnswerReading.OTHER_CARD)).orElseGet(trouble::card);
    }

    boolean isAnsweringOne(Standing standing) {
        return answering().standing() == standing;
    }

    boolean isBlocked() {
        return trouble.blockedUntil().filter(now::isBefore).isPresent();
    }

    /** Whether the present challenge is too old. */
    boolean isChallengeOver() {
        return trouble.challengeEnd().filter(end -> !now.isBefore(end)).isPresent();
    }
}
