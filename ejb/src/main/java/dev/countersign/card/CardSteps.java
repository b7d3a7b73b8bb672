package dev.countersign.card;

import dev.countersign.card.AnswerReader.Reading;
import dev.countersign.card.CardQuestions.Check;
import dev.countersign.card.CardResponses.Typed;
import dev.countersign.crypto.Secrets;
import dev.countersign.device.Octets;
import dev.countersign.factor.ResynchronisedFactor.TwoCodes;
import dev.countersign.factor.TypedCode;
import dev.countersign.factor.TypedFactor.Question;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds cards again whose counter or clock ran away, by two answers in a row. A wrong pair counts as one wrong answer. Works inside
 * the caller's transaction, which holds the user's row.
 */
@ApplicationScoped
class CardSteps {

    @Inject
    private CardStore store;

    @Inject
    private CardQuestions questions;

    @Inject
    private CardResponses responses;

    @Inject
    private CardSettings settings;

    @Inject
    private Secrets secrets;

    @Inject
    private Clock clock;

    /** Asks twice; empty for a card that does not run away. */
    Optional<List<Question>> ask(DisplayCard card, String subject, Instant latestEnd) {
        if (!card.runsAway()) {
            return Optional.empty();
        }
        Instant end = clock.instant().plus(settings.challengeLife());
        return Optional.of(Stream.of(first(subject), second(subject))
                .map(part -> questions
                        .ask(card, part, latestEnd)
                        .map(CardQuestion::asked)
                        .orElseGet(() -> new Question(Optional.empty(), end.isBefore(latestEnd) ? end : latestEnd)))
                .toList());
    }

    /** Compares two answers, and moves the card to where it is after the second. */
    Check check(HeldCard held, String subject, TwoCodes typed) {
        Instant now = clock.instant();
        DisplayCard card = store.lock(held.card());
        if (card.isBlocked(now)) {
            return Check.BLOCKED;
        }
        Optional<CardQuestion> first = asked(card, first(subject));
        Optional<CardQuestion> second = asked(card, second(subject));
        Optional<CardPosition> next = responses.resynchronised(
                card, typed(card, first, typed.first()), typed(card, second, typed.second()), now);
        if (next.isEmpty()) {
            card.countWrong(settings.wrongAnswers(), now.plus(settings.blockTime()));
            return Check.WRONG;
        }
        List<CardQuestion> both =
                Stream.of(first, second).flatMap(Optional::stream).toList();
        if (!both.stream().allMatch(question -> question.isAlive(now))) {
            return Check.EXPIRED;
        }
        both.forEach(question -> question.end(now));
        card.foundAt(next.get());
        store.note(held, Reading.of(AnswerReading.RIGHT), Optional.empty(), now);
        return Check.RIGHT;
    }

    private Typed typed(DisplayCard card, Optional<CardQuestion> asked, String code) {
        Optional<Octets> pin = card.pin(secrets);
        return new Typed(asked.map(CardQuestion::question), pin, TypedCode.canonical(code));
    }

    private Optional<CardQuestion> asked(DisplayCard card, String part) {
        return questions.findNewest(part).filter(question -> question.isOf(card));
    }

    private static String first(String subject) {
        return subject + ":1";
    }

    private static String second(String subject) {
        return subject + ":2";
    }
}
