package dev.countersign.card;

import dev.countersign.crypto.Secrets;
import dev.countersign.device.Ocra;
import dev.countersign.device.OcraInput;
import dev.countersign.device.OcraKey;
import dev.countersign.device.OcraSuite;
import dev.countersign.factor.TypedFactor.Pause;
import dev.countersign.move.AskedCard;
import dev.countersign.move.PresentCard;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Asks a user's card instead of an SMS when his authenticator moves. What the card shows is a secret of the activation there, which
 * is never sent: so the server has to know it beforehand, and asks cards alone whose response comes of key, PIN and question. It asks
 * those that logins ask: also one that was not activated in time.
 */
@ApplicationScoped
class CardForMoves implements PresentCard {

    private static final int QUESTION_DIGITS = 6;
    private static final int RESPONSE_DIGITS = 8;
    private static final Duration A_DAY = Duration.ofDays(1);

    @Inject
    private HeldCards cards;

    @Inject
    private CardQuestions questions;

    @Inject
    private CardSettings settings;

    @Inject
    private Secrets secrets;

    @Inject
    private Clock clock;

    @Override
    public Optional<AskedCard> ask(long userId, String subject) {
        return listForeseen(userId).stream()
                .filter(card -> questions.pause(card, clock.instant()).isEmpty())
                .findFirst()
                .flatMap(card -> questions
                        .ask(card, subject, clock.instant().plus(settings.challengeLife()))
                        .map(asked ->
                                new AskedCard(asked.question(), response(card, asked.question()), asked.expiresAt())));
    }

    @Override
    public Optional<Instant> openUntil(long userId, String subject) {
        Instant now = clock.instant();
        return questions
                .findNewest(subject)
                .filter(asked -> asked.isAlive(now)
                        && listForeseen(userId).stream().anyMatch(card -> asked.isOf(card) && !card.isBlocked(now)))
                .map(CardQuestion::expiresAt);
    }

    /** One that was asked all it may be asks for its replacement: until then no SMS takes its place either. */
    @Override
    public Optional<Instant> blockedUntil(long userId) {
        Instant now = clock.instant();
        List<Optional<Pause>> pauses = listForeseen(userId).stream()
                .map(card -> questions.pause(card, now))
                .toList();
        return pauses.stream().allMatch(Optional::isPresent)
                ? pauses.stream()
                        .map(pause -> pause.flatMap(Pause::until).orElse(now.plus(A_DAY)))
                        .min(Comparator.naturalOrder())
                : Optional.empty();
    }

    private List<DisplayCard> listForeseen(long userId) {
        return cards.listUsableOf(userId).stream()
                .filter(HeldCard::isOwners)
                .map(HeldCard::card)
                .filter(card ->
                        card.suite().ocra().filter(CardForMoves::isForeseen).isPresent())
                .toList();
    }

    private static boolean isForeseen(OcraSuite suite) {
        return !suite.hasCounter()
                && suite.timeStep().isEmpty()
                && suite.digits() == RESPONSE_DIGITS
                && suite.questionLength() >= QUESTION_DIGITS;
    }

    private String response(DisplayCard card, String question) {
        OcraSuite suite = card.suite().ocra().orElseThrow();
        OcraInput asked = OcraInput.of(question);
        OcraInput whole = CardResponses.pinHash(suite, card.pin(secrets))
                .map(asked::withPin)
                .orElse(asked);
        try (OcraKey key = card.key(secrets)) {
            return Ocra.response(suite, key, whole);
        }
    }
}
