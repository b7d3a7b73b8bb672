package dev.countersign.factor;

import java.util.stream.Stream;

/** A kind whose factors their user removes by himself. Works inside the caller's transaction, which holds the user's row. */
public interface RemovableFactor extends FactorSource {

    /** It opens nothing any more; its row stays. */
    void end(String id, FactorEnd how);

    /** The users beside its own who log in with the same and whom its end concerns, or who are told of it; their rows are locked before. */
    default Stream<Long> usersBeside(String id) {
        return Stream.empty();
    }
}
