package dev.countersign.grid;

import dev.countersign.crypto.Secrets;
import dev.countersign.factor.CodeCheck;
import dev.countersign.factor.TypedFactor.Question;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Asks for cells and compares them. Works inside the caller's transaction, which holds the user's row. */
@ApplicationScoped
class GridQuestions {

    private static final int DRAWS_OF_A_ROUND = 20;

    private final SecureRandom random = new SecureRandom();

    @Inject
    private GridStore store;

    @Inject
    private Secrets secrets;

    @Inject
    private Clock clock;

    /** Asks a card that opens logins, until an end that no question outlives. */
    Question ask(String id, String subject, Instant end) {
        return question(ask(store.get(id), subject), end);
    }

    /** What the subject asked the card for last; over, where it does not wait for an answer still. */
    Optional<Question> find(String id, String subject, Instant end) {
        GridCard card = store.get(id);
        return newest(card, subject)
                .map(GridQuestion::pair)
                .map(pair -> question(pair, isWaiting(card, pair) ? end : clock.instant()));
    }

    /** Compares; nothing is right for a card that opens no logins. */
    CodeCheck check(String id, String subject, String typed) {
        GridCard card = store.get(id);
        return card.isUsable(clock.instant()) ? match(card, subject, typed) : CodeCheck.EXPIRED;
    }

    /**
     * Asks for the pair that waits for an answer, or for another where none does. A pair is given up by an answer alone: who asks
     * again and again is shown the same cells.
     */
    CellPair ask(GridCard card, String subject) {
        CellPair pair = card.waiting().orElseGet(() -> draw(card, subject));
        card.ask(pair);
        if (newest(card, subject).map(GridQuestion::pair).filter(pair::equals).isEmpty()) {
            int turn = store.findNewest(subject).map(GridQuestion::turn).orElse(0) + 1;
            store.add(new GridQuestion(card, pair, subject, turn, clock.instant()));
        }
        return pair;
    }

    /** Compares, whatever the card opens. A pair is answered once, whoever asked for it; a wrong answer burns it. */
    CodeCheck match(GridCard card, String subject, String typed) {
        Optional<GridQuestion> asked = newest(card, subject);
        if (asked.isEmpty()) {
            return CodeCheck.WRONG;
        }
        CellPair pair = asked.get().pair();
        boolean right = card.shows(pair, typed, secrets);
        if (!isWaiting(card, pair)) {
            return right ? CodeCheck.EXPIRED : CodeCheck.WRONG;
        }
        card.answered(pair);
        if (!right) {
            asked.get().burn(clock.instant());
        }
        return right ? CodeCheck.RIGHT : CodeCheck.WRONG;
    }

    private static boolean isWaiting(GridCard card, CellPair pair) {
        return card.waiting().filter(pair::equals).isPresent();
    }

    private static Question question(CellPair pair, Instant end) {
        return new Question(Optional.of(pair.text()), end);
    }

    private Optional<GridQuestion> newest(GridCard card, String subject) {
        return store.findNewest(subject).filter(asked -> asked.isOf(card));
    }

    /** What is left of a round may all be burnt: then the next one begins early. */
    private CellPair draw(GridCard card, String subject) {
        for (int draws = 0; ; draws++) {
            UsedCells used = draws < DRAWS_OF_A_ROUND ? card.used() : UsedCells.NONE;
            CellPair pair = used.draw(random);
            if (!store.isSpent(card, pair, subject)) {
                return pair;
            }
        }
    }
}
