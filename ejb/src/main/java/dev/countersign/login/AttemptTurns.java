package dev.countersign.login;

import dev.countersign.bulkhead.Bulkhead;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Has few steps of one attempt decided at a time on this node; others wait in order, before they take a connection to the database. They
 * would wait for the row of one user all the same, and whoever sends a hundred at once would have the connections of everybody in hand.
 */
@ApplicationScoped
class AttemptTurns {

    /** One holds the row and one is next; and the one whose commit has not ended, which gives its place away before. */
    static final int PLACES = 2;

    /** As long as the pool lets anybody wait for a connection. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final int STRIPES = 256;

    private final List<Bulkhead> stripes;

    AttemptTurns() {
        this(PATIENCE);
    }

    /** For tests. */
    AttemptTurns(Duration patience) {
        stripes = Stream.generate(() -> new Bulkhead(PLACES, patience))
                .limit(STRIPES)
                .toList();
    }

    /**
     * Takes the step when its turn comes; empty when it did not come in time.
     *
     * @param bearer what opens the attempt; who has it not disturbs nobody
     */
    <T> Optional<T> take(String bearer, Supplier<T> step) {
        return stripes.get(Math.floorMod(bearer.hashCode(), STRIPES)).run(step);
    }
}
