package dev.countersign.factor;

/** A kind whose factors their user removes by himself. Works inside the caller's transaction, which holds the user's row. */
public interface RemovableFactor extends FactorSource {

    /** It opens nothing any more; its row stays. */
    void end(String id, FactorEnd how);
}
