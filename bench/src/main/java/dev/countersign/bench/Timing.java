package dev.countersign.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;

/**
 * Whether the time of an answer tells a stranger what its text does not: one client on one connection asks in random
 * order, and the medians of two classes may differ by 2 ms at most, with their whole 95 % interval.
 */
final class Timing {

    private static final double TARGET_MILLIS = 2;
    private static final int FAILURES_TO_LOCK = 10;

    private final int count;
    private final int warmUp;
    private final Cost cost;
    private final Options options;
    private final List<String> outside = new ArrayList<>();

    Timing(Options options) {
        this.options = options;
        count = options.number("count", 500);
        warmUp = options.number("warm-up-calls", 500);
        cost = new Cost(options.number("m", 19_456), options.number("t", 2), options.number("p", 1));
    }

    void run() throws Exception {
        try (Rig rig = Rig.start(cost, options)) {
            options.requireKnown();
            int each = count + warmUp / Visit.values().length + 1;
            Map<Visit, Samples> times = call(rig, new Visitors(rig, each, FAILURES_TO_LOCK), each);
            System.out.println("\n" + count + " calls of each kind at " + cost + ", target " + TARGET_MILLIS + " ms");
            Table table =
                    new Table("first", "second", "median ms", "median ms", "difference ms", "95 % interval", "target");
            compare(table, times, Visit.KNOWN, Visit.UNKNOWN);
            compare(table, times, Visit.KNOWN, Visit.LOCKED);
            compare(table, times, Visit.KNOWN, Visit.ACCOUNT_CLOSED);
            row(table, times, Visit.KNOWN, Visit.RIGHT, interval -> "none: the answer says so anyway");
            compare(table, times, Visit.KNOWN_LANE_CLOSED, Visit.UNKNOWN_LANE_CLOSED);
            compare(table, times, Visit.KNOWN_LANE_CLOSED, Visit.RIGHT_LANE_CLOSED);
            compare(table, times, Visit.RESET_KNOWN, Visit.RESET_UNKNOWN);
        }
        if (!outside.isEmpty()) {
            throw new IllegalStateException("over " + TARGET_MILLIS + " ms apart: " + String.join("; ", outside));
        }
    }

    private Map<Visit, Samples> call(Rig rig, Visitors visitors, int each) throws IOException {
        Map<Visit, Samples> times = new EnumMap<>(Visit.class);
        List<Visit> order = new ArrayList<>();
        for (Visit visit : Visit.values()) {
            times.put(visit, new Samples());
            order.addAll(Collections.nCopies(each, visit));
        }
        Collections.shuffle(order, new Random(1));
        try (Wire wire = new Wire(rig.address())) {
            int calls = 0;
            for (Visit visit : order) {
                String json = visitors.nextJson(visit);
                Visitors.move(wire, calls);
                long begun = System.nanoTime();
                Wire.Reply reply = wire.post(visit.path(), "", json);
                long took = System.nanoTime() - begun;
                reply.require(visit.status());
                Samples samples = times.getOrDefault(visit, new Samples());
                if (calls++ >= warmUp && samples.size() < count) {
                    samples.add(took);
                }
            }
        }
        return times;
    }

    private void compare(Table table, Map<Visit, Samples> times, Visit first, Visit second) {
        row(table, times, first, second, interval -> {
            if (interval.isWithin(TARGET_MILLIS)) {
                return "within";
            }
            outside.add(first.words() + ", " + second.words());
            return "OUTSIDE";
        });
    }

    private static void row(
            Table table,
            Map<Visit, Samples> times,
            Visit first,
            Visit second,
            Function<Bootstrap.Interval, String> verdict) {
        Samples one = times.getOrDefault(first, new Samples());
        Samples other = times.getOrDefault(second, new Samples());
        Bootstrap.Interval interval = Bootstrap.differenceOfMedians(one, other);
        table.row(
                first.words(),
                second.words(),
                one.median(),
                other.median(),
                other.median() - one.median(),
                Figures.of(interval.low()) + " to " + Figures.of(interval.high()),
                verdict.apply(interval));
    }
}
