package dev.countersign.bench;

import java.util.Arrays;
import java.util.Random;

/** How far a difference of medians is to be trusted: the same samples, drawn anew two thousand times. */
final class Bootstrap {

    private static final int DRAWS = 2_000;
    private static final double NANOS_PER_MILLI = 1e6;

    private Bootstrap() {}

    /** The middle 95 % of the differences, in milliseconds. */
    record Interval(double low, double high) {

        boolean isWithin(double millis) {
            return low > -millis && high < millis;
        }
    }

    static Interval differenceOfMedians(Samples first, Samples second) {
        Random random = new Random(1);
        long[] one = first.sorted();
        long[] other = second.sorted();
        double[] differences = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            differences[draw] = (drawnMedian(other, random) - drawnMedian(one, random)) / NANOS_PER_MILLI;
        }
        Arrays.sort(differences);
        return new Interval(differences[DRAWS / 40], differences[DRAWS - 1 - DRAWS / 40]);
    }

    private static long drawnMedian(long[] sorted, Random random) {
        int[] places = random.ints(sorted.length, 0, sorted.length).sorted().toArray();
        return sorted[places[places.length / 2]];
    }
}
