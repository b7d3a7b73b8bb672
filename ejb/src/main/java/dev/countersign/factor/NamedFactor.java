package dev.countersign.factor;

/** A kind whose factors their user names and removes by himself. Works inside the caller's transaction, which holds the user's row. */
public interface NamedFactor extends RemovableFactor {

    /**
     * Gives it another name.
     *
     * @param label how the user will know it, 1 to 40 characters
     */
    void rename(String id, String label);
}
