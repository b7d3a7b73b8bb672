package dev.countersign.card;

import dev.countersign.card.CardResponses.Typed;
import dev.countersign.crypto.Secrets;
import dev.countersign.keyfile.KeySuite;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads out of a wrong answer why it may be wrong, for whoever asks afterwards; changes nothing. Each answer was counted before: one
 * that is right elsewhere is one guess, and opens nothing.
 */
@ApplicationScoped
class AnswerReader {

    /** Challenges of the card before the present one whose answers are known again. */
    private static final int CHALLENGES_BEFORE = 3;

    @Inject
    private CardStore store;

    @Inject
    private CardResponses responses;

    @Inject
    private CardSettings settings;

    @Inject
    private Secrets secrets;

    /**
     * What an answer was.
     *
     * @param otherCard the card that shows it, where it is another one
     */
    record Reading(AnswerReading reading, Optional<String> otherCard) {

        static Reading of(AnswerReading reading) {
            return new Reading(reading, Optional.empty());
        }
    }

    Reading readWrong(HeldCard held, Typed typed, Instant now) {
        DisplayCard card = held.card();
        if (!hasDigits(card.suite(), typed.code())) {
            return Reading.of(AnswerReading.FORMAT);
        }
        if (isOfChallengeBefore(card, typed, now)) {
            return Reading.of(AnswerReading.OLD_CHALLENGE);
        }
        Optional<String> other = store.listEverOf(held.userId()).stream()
                .filter(one -> !one.id().equals(card.id()))
                .filter(one -> isShown(one, typed, now))
                .map(one -> one.id().toString())
                .findFirst();
        if (other.isPresent()) {
            return new Reading(AnswerReading.OTHER_CARD, other);
        }
        return Reading.of(isFarAway(card, typed, now) ? AnswerReading.OUT_OF_STEP : AnswerReading.WRONG);
    }

    private static boolean hasDigits(KeySuite suite, String code) {
        return code.matches("[0-9]{" + suite.digits() + "}");
    }

    private boolean isOfChallengeBefore(DisplayCard card, Typed typed, Instant now) {
        CardPosition before = card.position().back(settings.forResponse().lookAhead());
        if (card.suite().otp().isPresent()) {
            return responses
                    .position(card, typed, before, settings.forResponse(), now)
                    .isPresent();
        }
        return store.listQuestions(card, CHALLENGES_BEFORE + 1).stream()
                .map(CardQuestion::question)
                .filter(question -> !typed.question().equals(Optional.of(question)))
                .map(question -> new Typed(Optional.of(question), typed.pin(), typed.code()))
                .anyMatch(old -> responses
                        .position(card, old, before, settings.forResponse(), now)
                        .isPresent());
    }

    private boolean isShown(DisplayCard other, Typed typed, Instant now) {
        Typed there = new Typed(typed.question(), other.pin(secrets), typed.code());
        return hasDigits(other.suite(), typed.code())
                && takes(other.suite(), typed.question())
                && responses
                        .position(other, there, other.position(), settings.forResponse(), now)
                        .isPresent();
    }

    /** Whether the question can be typed there. */
    private static boolean takes(KeySuite suite, Optional<String> question) {
        return suite.ocra()
                .filter(ocra -> question.filter(asked -> asked.length() > ocra.questionLength())
                        .isPresent())
                .isEmpty();
    }

    private boolean isFarAway(DisplayCard card, Typed typed, Instant now) {
        return card.runsAway()
                && responses
                        .position(card, typed, card.position(), settings.forResynchronisation(), now)
                        .isPresent();
    }
}
