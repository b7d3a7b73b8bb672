package dev.countersign.grid;

/**
 * Two cells that are asked for, in the order in which they are typed.
 *
 * @param first index, 1 to {@link GridCells#COUNT}
 * @param second another index
 */
public record CellPair(int first, int second) {

    public CellPair {
        if (first == second || !GridCells.isIndex(first) || !GridCells.isIndex(second)) {
            throw new IllegalArgumentException("a pair names two cells of the card");
        }
    }

    /** As it is shown: both indexes with a blank between them. */
    public String text() {
        return first + " " + second;
    }
}
