package dev.countersign.grid;

import dev.countersign.Beans;
import dev.countersign.confirmation.Proof;
import dev.countersign.token.SignedInUser;
import java.util.List;
import java.util.Optional;

/** An online grid card on paper, for tests of what it opens. */
public final class GridCards {

    private final String id;
    private final List<String> cells;

    private GridCards(NewGridCard made) {
        this.id = made.id();
        this.cells = made.cells();
    }

    /** Fetches one and activates it. */
    public static GridCards fetch(Beans beans, SignedInUser user) {
        NewGridCard made = granted(make(beans, user, Optional.empty()));
        GridCards card = of(made);
        granted(activate(beans, user, made.id(), card.read(made.proof().text())));
        return card;
    }

    static GridCards of(NewGridCard made) {
        return new GridCards(made);
    }

    static GridOutcome<NewGridCard> make(Beans beans, SignedInUser user, Optional<Proof> proof) {
        return beans.call(GridDesk.class, desk -> desk.make(user, proof));
    }

    static GridOutcome<OwnGridCard> activate(Beans beans, SignedInUser user, String id, String typed) {
        return beans.call(GridDesk.class, desk -> desk.activate(user, id, typed));
    }

    public String id() {
        return id;
    }

    /** What stands in the two cells of a challenge. */
    public String read(String challenge) {
        String[] indexes = challenge.split(" ", -1);
        return cell(indexes[0]) + cell(indexes[1]);
    }

    private String cell(String index) {
        return cells.get(Integer.parseInt(index) - 1);
    }

    static <T> T granted(GridOutcome<T> outcome) {
        return ((GridOutcome.Granted<T>) outcome).value();
    }

    static GridRefusal.Reason reason(GridOutcome<?> outcome) {
        return ((GridOutcome.Refused<?>) outcome).refusal().reason();
    }
}
