package dev.countersign.grid;

import java.security.SecureRandom;
import java.util.BitSet;
import java.util.stream.IntStream;

/**
 * Which cells of a card were typed in the present round. A pair is drawn of the others, so that who looked on at logins knows
 * nothing of the next ones until half of the card was typed; then a new round begins.
 *
 * @param text a zero or a one for each cell
 */
record UsedCells(String text) {

    static final UsedCells NONE = new UsedCells("0".repeat(GridCells.COUNT));

    /** Two cells of those that were not typed; of all, where fewer than two are left. */
    CellPair draw(SecureRandom random) {
        int[] free = free();
        int[] from = free.length < 2 ? IntStream.rangeClosed(1, GridCells.COUNT).toArray() : free;
        int first = random.nextInt(from.length);
        int second = random.nextInt(from.length - 1);
        return new CellPair(from[first], from[second < first ? second : second + 1]);
    }

    /** With both cells typed; a new round begins with them where none were left, or one of them was not among those. */
    UsedCells with(CellPair pair) {
        BitSet used = bits();
        if (free().length < 2 || used.get(pair.first()) || used.get(pair.second())) {
            used.clear();
        }
        used.set(pair.first());
        used.set(pair.second());
        StringBuilder marks = new StringBuilder(GridCells.COUNT);
        IntStream.rangeClosed(1, GridCells.COUNT).forEach(cell -> marks.append(used.get(cell) ? '1' : '0'));
        return new UsedCells(marks.toString());
    }

    private int[] free() {
        BitSet used = bits();
        return IntStream.rangeClosed(1, GridCells.COUNT)
                .filter(cell -> !used.get(cell))
                .toArray();
    }

    private BitSet bits() {
        BitSet bits = new BitSet();
        IntStream.range(0, text.length())
                .filter(position -> text.charAt(position) == '1')
                .forEach(position -> bits.set(position + 1));
        return bits;
    }
}
