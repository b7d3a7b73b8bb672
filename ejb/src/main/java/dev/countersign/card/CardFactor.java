package dev.countersign.card;

import dev.countersign.card.CardQuestions.Check;
import dev.countersign.crypto.Secrets;
import dev.countersign.factor.CodeCheck;
import dev.countersign.factor.FactorEnd;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.factor.RemovableFactor;
import dev.countersign.factor.ResynchronisedFactor;
import dev.countersign.factor.TypedCode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Display cards as factors: those that were activated, and those that should have been by now. */
@ApplicationScoped
class CardFactor implements ResynchronisedFactor, RemovableFactor {

    @Inject
    private HeldCards cards;

    @Inject
    private CardStore store;

    @Inject
    private CardShares shares;

    @Inject
    private CardQuestions questions;

    @Inject
    private CardActivations activations;

    @Inject
    private CardSteps steps;

    @Inject
    private CardLives lives;

    @Inject
    private Secrets secrets;

    @Override
    public FactorKind kind() {
        return FactorKind.DISPLAY_CARD;
    }

    @Override
    public List<String> tables() {
        return List.of("display_card", "card_share");
    }

    @Override
    public List<OwnedFactor> list(long userId) {
        return cards.listUsableOf(userId).stream().map(HeldCard::owned).toList();
    }

    @Override
    public boolean hasLapsed(long userId) {
        return cards.hasLapsed(userId);
    }

    @Override
    public OwnedFactor get(String id) {
        return cards.get(id).owned();
    }

    @Override
    public Question ask(String id, String subject, Instant end) {
        return questions
                .ask(cards.get(id).card(), subject, end)
                .map(CardQuestion::asked)
                .orElseGet(() -> new Question(Optional.empty(), end));
    }

    @Override
    public Optional<Question> find(String id, String subject, Instant end) {
        DisplayCard card = cards.get(id).card();
        return card.suite().ocra().isPresent()
                ? questions
                        .findNewest(subject)
                        .filter(asked -> asked.isOf(card))
                        .map(CardQuestion::asked)
                : Optional.of(new Question(Optional.empty(), end));
    }

    @Override
    public CodeCheck check(String id, String subject, String typed) {
        HeldCard held = cards.get(id);
        DisplayCard card = held.card();
        if (!cards.isUsable(held)) {
            return CodeCheck.WRONG;
        }
        CodeCheck check = result(questions.check(held, subject, card.pin(secrets), TypedCode.canonical(typed)));
        if (check == CodeCheck.RIGHT) {
            activations.answered(held);
        }
        return check;
    }

    @Override
    public Optional<List<Question>> askTwice(String id, String subject, Instant end) {
        return steps.ask(cards.get(id).card(), subject, end);
    }

    @Override
    public CodeCheck resynchronise(String id, String subject, TwoCodes typed) {
        return result(steps.check(cards.get(id), subject, typed));
    }

    private static CodeCheck result(Check check) {
        return switch (check) {
            case RIGHT -> CodeCheck.RIGHT;
            case WRONG, BLOCKED -> CodeCheck.WRONG;
            case EXPIRED -> CodeCheck.EXPIRED;
        };
    }

    @Override
    public void end(String id, String subject) {
        questions.end(cards.get(id).card(), subject);
    }

    /**
     * A card that its owner wants no more is owed as a lost one is: nobody has taken it back. But no stranger has it, and of whom it is shared
     * with only the sessions end that it has opened. He himself gives back his part alone, so that nobody ends the factor of another.
     */
    @Override
    public void end(String id, FactorEnd how) {
        HeldCard held = cards.get(id);
        if (held.isOwners()) {
            if (how == FactorEnd.REMOVED) {
                shares.takeBackAll(held.card());
            }
            lives.end(held.card(), CardEnd.LOST);
        } else {
            shares.giveBack(id);
        }
    }

    /** The owner too, who is told that his card came back. */
    @Override
    public Stream<Long> usersBeside(String id) {
        HeldCard held = cards.get(id);
        return held.isOwners() ? shares.usersBeside(held.card()) : held.card().userId().stream();
    }

    @Override
    public Optional<Pause> pause(String id, Instant now) {
        return questions.pause(cards.get(id).card(), now);
    }

    @Override
    public Optional<Instant> blockedUntil(String id) {
        // Another user of the card may give a wrong answer at the moment.
        return store.lock(cards.get(id).card()).blockedUntil();
    }
}
