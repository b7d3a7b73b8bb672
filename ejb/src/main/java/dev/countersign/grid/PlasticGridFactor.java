package dev.countersign.grid;

import dev.countersign.factor.CodeCheck;
import dev.countersign.factor.FactorEnd;
import dev.countersign.factor.FactorKind;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.factor.RemovableFactor;
import dev.countersign.factor.TypedFactor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Plastic grid cards as factors: those that their users activated. */
@ApplicationScoped
class PlasticGridFactor implements TypedFactor, RemovableFactor {

    @Inject
    private GridStore store;

    @Inject
    private GridQuestions questions;

    @Inject
    private GridSettings settings;

    @Override
    public FactorKind kind() {
        return FactorKind.GRID_CARD;
    }

    @Override
    public List<String> tables() {
        return List.of("grid_card");
    }

    @Override
    public List<OwnedFactor> list(long userId) {
        return store.list(kind(), userId).stream()
                .filter(card -> card.isIn(GridState.ACTIVE))
                .map(GridCard::owned)
                .toList();
    }

    @Override
    public OwnedFactor get(String id) {
        return store.get(id).owned();
    }

    @Override
    public int mostWrong() {
        return settings.wrongPairs();
    }

    @Override
    public Question ask(String id, String subject, Instant end) {
        return questions.ask(id, subject, end);
    }

    @Override
    public Optional<Question> find(String id, String subject, Instant end) {
        return questions.find(id, subject, end);
    }

    @Override
    public CodeCheck check(String id, String subject, String typed) {
        return questions.check(id, subject, typed);
    }

    @Override
    public void end(String id, String subject) {
        // The pair waits on: it is asked for again.
    }

    @Override
    public void end(String id, FactorEnd how) {
        store.get(id).end(how == FactorEnd.LOST ? GridState.LOST : GridState.SHREDDED);
    }
}
