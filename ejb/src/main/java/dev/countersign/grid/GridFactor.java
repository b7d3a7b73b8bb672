package dev.countersign.grid;

import dev.countersign.factor.CodeCheck;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.Opening;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.factor.TypedFactor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Online grid cards, as factors: two cells are asked for. */
@ApplicationScoped
class GridFactor implements TypedFactor {

    @Inject
    private GridStore store;

    @Inject
    private GridQuestions questions;

    @Inject
    private GridSettings settings;

    @Inject
    private Clock clock;

    @Override
    public FactorKind kind() {
        return FactorKind.ONLINE_GRID_CARD;
    }

    @Override
    public List<OwnedFactor> list(long userId) {
        return store.list(userId).stream()
                .filter(card -> card.isUsable(clock.instant()))
                .map(GridCard::owned)
                .toList();
    }

    @Override
    public OwnedFactor get(String id) {
        return store.get(id).owned();
    }

    @Override
    public Opening opens(String id) {
        return store.get(id).isUsable(clock.instant()) ? Opening.EVERYTHING : Opening.NOTHING;
    }

    @Override
    public void endStandIn(String id) {
        store.get(id).end();
    }

    @Override
    public boolean hasLapsed(long userId) {
        return store.list(userId).stream().anyMatch(card -> card.hasLapsed(clock.instant()));
    }

    @Override
    public int mostWrong() {
        return settings.wrongPairs();
    }

    @Override
    public Question ask(String id, String subject, Instant end) {
        return question(questions.ask(store.get(id), subject), end);
    }

    @Override
    public Optional<Question> find(String id, String subject, Instant end) {
        GridCard card = store.get(id);
        return questions
                .find(card, subject)
                .map(pair -> question(pair, questions.isWaiting(card, pair) ? end : clock.instant()));
    }

    @Override
    public CodeCheck check(String id, String subject, String typed) {
        return questions.check(store.get(id), subject, typed);
    }

    @Override
    public void end(String id, String subject) {
        // The pair waits on: it is asked for again.
    }

    private static Question question(CellPair pair, Instant end) {
        return new Question(Optional.of(pair.text()), end);
    }
}
