package dev.countersign.card;

import dev.countersign.card.CardTrouble.Answered;
import dev.countersign.card.CardTrouble.KnownCard;
import dev.countersign.card.CardTrouble.Motion;
import dev.countersign.card.CardTrouble.Standing;
import dev.countersign.keyfile.KeySuite;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Tells what is known of a card whose answers are refused; changes nothing, and works inside the caller's transaction. */
@ApplicationScoped
public class CardTroubles {

    @Inject
    private CardStore store;

    @Inject
    private CardQuestions questions;

    @Inject
    private HeldCards cards;

    @Inject
    private CardSettings settings;

    @Inject
    private Clock clock;

    /**
     * Of a card that a login or a confirmation asks for.
     *
     * @param id by which the user's factors name it
     * @param subject the login or the confirmation
     */
    public CardTrouble get(String id, String subject) {
        return trouble(cards.get(id), subject);
    }

    /** Of a card that the user has or had, by its serial in either case; one that he has goes before. */
    public Optional<CardTrouble> find(long userId, String serial) {
        return store.listByTyped(serial).stream()
                .flatMap(card -> cards.findEverOf(card, userId).stream())
                .max(Comparator.comparing(held -> held.card().isHeldBy(userId)))
                .map(held -> trouble(held, held.subject()));
    }

    /** Of each card that the user has now. */
    public List<CardTrouble> listOf(long userId) {
        return cards.listOf(userId).stream()
                .map(held -> trouble(held, held.subject()))
                .toList();
    }

    private CardTrouble trouble(HeldCard held, String subject) {
        Optional<CardAnswer> last = store.findAnswer(held);
        return new CardTrouble(
                known(held.card()),
                last.map(answer -> new Answered(answer.reading(), answer.answeredAt())),
                last.flatMap(CardAnswer::otherCard).map(store::get).map(this::known),
                last.map(CardAnswer::wrongChallenges).orElse(0),
                questions
                        .findNewest(subject)
                        .filter(asked -> asked.isOf(held.card()))
                        .map(CardQuestion::expiresAt),
                held.card().blockedUntil());
    }

    private KnownCard known(DisplayCard card) {
        KeySuite suite = card.suite();
        return new KnownCard(
                card.name().serial(),
                standing(card),
                suite.digits(),
                card.takesPin(),
                suite.ocra().isPresent(),
                card.runsAway() ? Motion.FINDABLE : Motion.NONE,
                card.shippedAt(),
                settings.enforcedAfter());
    }

    private Standing standing(DisplayCard card) {
        Instant now = clock.instant();
        if (card.isUsable(now, now.minus(settings.enforcedAfter()))) {
            return Standing.USABLE;
        }
        return card.isIn(CardState.SHIPPED) ? Standing.SENT : Standing.ENDED;
    }
}
