package dev.countersign.grid;

import dev.countersign.crypto.Secrets;
import dev.countersign.factor.CodeCheck;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;

/** Asks for cells and compares them. Works inside the caller's transaction, which holds the user's row. */
@ApplicationScoped
class GridQuestions {

    private final SecureRandom random = new SecureRandom();

    @Inject
    private GridStore store;

    @Inject
    private Secrets secrets;

    @Inject
    private Clock clock;

    /**
     * Asks for the pair that waits for an answer, or for another where none does. A pair is given up by an answer alone: who asks
     * again and again is shown the same cells.
     */
    CellPair ask(GridCard card, String subject) {
        CellPair pair = card.waiting().orElseGet(() -> draw(card, subject));
        card.ask(pair);
        if (find(card, subject).filter(pair::equals).isEmpty()) {
            int turn = store.findNewest(subject).map(GridQuestion::turn).orElse(0) + 1;
            store.add(new GridQuestion(card, pair, subject, turn, clock.instant()));
        }
        return pair;
    }

    /** What the subject asked the card for last, whether or not it waits for an answer still. */
    Optional<CellPair> find(GridCard card, String subject) {
        return newest(card, subject).map(GridQuestion::pair);
    }

    /** Whether the pair was not answered, by whatever login. */
    boolean isWaiting(GridCard card, CellPair pair) {
        return card.waiting().filter(pair::equals).isPresent();
    }

    /** Compares. A pair is answered once, whoever asked for it; a wrong answer burns it. */
    CodeCheck check(GridCard card, String subject, String typed) {
        Optional<GridQuestion> asked = newest(card, subject);
        if (asked.isEmpty()) {
            return CodeCheck.WRONG;
        }
        if (!card.isUsable(clock.instant())) {
            return CodeCheck.EXPIRED;
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

    private Optional<GridQuestion> newest(GridCard card, String subject) {
        return store.findNewest(subject).filter(asked -> asked.isOf(card));
    }

    private CellPair draw(GridCard card, String subject) {
        for (; ; ) {
            CellPair pair = card.used().draw(random);
            if (!store.isSpent(card, pair, subject)) {
                return pair;
            }
        }
    }
}
