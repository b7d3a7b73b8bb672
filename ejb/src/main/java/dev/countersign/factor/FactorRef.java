package dev.countersign.factor;

/**
 * Names one factor of a user.
 *
 * @param id of the row that stands for it in its feature
 */
public record FactorRef(FactorKind kind, String id) {

    public boolean is(FactorKind asked) {
        return kind == asked;
    }
}
