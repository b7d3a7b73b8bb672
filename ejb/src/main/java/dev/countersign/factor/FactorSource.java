package dev.countersign.factor;

import java.util.List;

/** Finds the factors of one kind; works inside the caller's transaction. */
public interface FactorSource {

    FactorKind kind();

    /**
     * The tables of what users have of this kind, each with a column {@code user_id}. Who has a row in none of them has no such
     * factor, and is not asked for in {@link #list}.
     */
    List<String> tables();

    /** The factors of this kind that the user may prove himself with now. */
    List<OwnedFactor> list(long userId);

    /** A factor that the user has or had. */
    OwnedFactor get(String id);

    /** What it opens now. */
    default Opening opens(String id) {
        return Opening.EVERYTHING;
    }

    /** Ends one that stood in for another, for good: it was replaced, and its place is not free again. */
    default void endStandIn(String id) {
        throw new IllegalStateException(kind() + " stands in for nothing");
    }

    /** What stood in for another factor of the user and had its time, or was ended by somebody who did not want it. */
    default List<OwnedFactor> listLapsed(long userId) {
        return List.of();
    }

    /** Whether the user had one whose time is over: that lets nobody in by the password alone. */
    default boolean hasLapsed(long userId) {
        return false;
    }
}
