package dev.countersign.blackbox;

/**
 * How often a test of chance is repeated: a few times in every build, many times in the long series that
 * {@code mvn verify -Pfull} runs.
 */
final class Rounds {

    private static final boolean FULL = Boolean.getBoolean("countersign.full");

    private Rounds() {}

    /** The first number in every build, the second in the long series. */
    static int of(int usual, int full) {
        return FULL ? full : usual;
    }
}
