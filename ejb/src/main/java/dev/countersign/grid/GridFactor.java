package dev.countersign.grid;

import dev.countersign.factor.CodeCheck;
import dev.countersign.factor.OwnedFactor;
import dev.countersign.factor.RemovableFactor;
import dev.countersign.factor.TypedFactor;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What all grid cards are as factors: two of their cells are asked for. */
abstract class GridFactor implements TypedFactor, RemovableFactor {

    @Inject
    private GridStore store;

    @Inject
    private GridQuestions questions;

    @Inject
    private GridSettings settings;

    /** Whether its user can prove himself with it now. */
    abstract boolean isUsable(GridCard card);

    List<GridCard> cards(long userId) {
        return store.list(kind(), userId);
    }

    GridCard card(String id) {
        return store.get(id);
    }

    /** Online cards that somebody had end before their time. */
    List<GridCard> revoked(long userId) {
        return store.listRevoked(userId);
    }

    @Override
    public List<String> tables() {
        return List.of("grid_card");
    }

    @Override
    public List<OwnedFactor> list(long userId) {
        return cards(userId).stream()
                .filter(this::isUsable)
                .map(GridCard::owned)
                .toList();
    }

    @Override
    public OwnedFactor get(String id) {
        return card(id).owned();
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
}
