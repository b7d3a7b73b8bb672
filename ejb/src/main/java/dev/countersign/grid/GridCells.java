package dev.countersign.grid;

import dev.countersign.factor.ReadableText;
import dev.countersign.factor.TypedCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The cells of a card: 100 of them, indexed from 1, each of three characters that are not taken for one another. Two cells have 26.7
 * random bits. {@code toString} hides them.
 */
record GridCells(String text) {

    static final int COUNT = 100;

    private static final int CELL = 3;

    GridCells {
        if (text.length() != COUNT * CELL) {
            throw new IllegalArgumentException("a card has " + COUNT + " cells");
        }
    }

    static GridCells make(SecureRandom random) {
        return new GridCells(ReadableText.next(random, COUNT * CELL));
    }

    static boolean isIndex(int index) {
        return index >= 1 && index <= COUNT;
    }

    /** All cells, the one of index 1 first. */
    List<String> list() {
        return IntStream.rangeClosed(1, COUNT).mapToObj(this::cell).toList();
    }

    /** Whether both cells were typed, in their order and in either case; blanks and hyphens are left out. In constant time. */
    boolean match(CellPair pair, String typed) {
        String right = cell(pair.first()) + cell(pair.second());
        return MessageDigest.isEqual(
                octets(right), octets(TypedCode.canonical(typed).toUpperCase(Locale.ROOT)));
    }

    private String cell(int index) {
        return text.substring((index - 1) * CELL, index * CELL);
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "GridCells[hidden]";
    }
}
