package dev.countersign.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/**
 * Whether the time of an answer tells a stranger what its text does not: one client on one connection asks in random
 * order, and the medians of two classes may differ by 2 ms at most, with their whole 95 % interval.
 */
final class Timing {

    private static final double TARGET_MILLIS = 2;
    private static final int WRONG_EACH = 5;
    private static final int LOCKED_USERS = 20;

    private final int count;
    private final int warmUp;
    private final Cost cost;
    private final Options options;

    Timing(Options options) {
        this.options = options;
        count = options.number("count", 500);
        warmUp = options.number("warm-up-calls", 500);
        cost = new Cost(options.number("m", 19_456), options.number("t", 2), options.number("p", 1));
    }

    /** What a call shows. */
    private enum Kind {
        KNOWN("known name, wrong password"),
        UNKNOWN("unknown name"),
        LOCKED("locked user, wrong password"),
        RIGHT("right password, to the factor prompt");

        private final String words;

        Kind(String words) {
            this.words = words;
        }
    }

    /** Who calls in a class, and in what order. */
    private record Callers(List<Member> known, List<Member> locked, List<Member> right) {

        String json(Kind kind, int number) {
            return switch (kind) {
                case KNOWN -> wrong(known.get(number / WRONG_EACH));
                case UNKNOWN ->
                    Member.loginJson(String.format(Locale.ROOT, "nobody%08d", number), "Pass wort 12345678");
                case LOCKED -> wrong(locked.get(number % locked.size()));
                case RIGHT -> right.get(number).loginJson();
            };
        }

        private static String wrong(Member member) {
            return Member.loginJson(member.userName(), member.password().replace("word", "wort"));
        }
    }

    void run() throws Exception {
        try (Rig rig = Rig.start(cost, options)) {
            options.requireKnown();
            int each = count + warmUp / Kind.values().length + 1;
            Callers callers =
                    new Callers(Crowd.members(rig, each / WRONG_EACH + 1), locked(rig), Crowd.members(rig, each));
            Map<Kind, Samples> times = call(rig, callers, each);
            System.out.println("\n" + count + " calls of each class at " + cost + ", target " + TARGET_MILLIS + " ms");
            Table table =
                    new Table("first", "second", "median ms", "median ms", "difference ms", "95 % interval", "target");
            for (Kind other : List.of(Kind.UNKNOWN, Kind.LOCKED, Kind.RIGHT)) {
                row(table, times, Kind.KNOWN, other);
            }
            row(table, times, Kind.UNKNOWN, Kind.LOCKED);
        }
    }

    private static List<Member> locked(Rig rig) throws IOException {
        List<Member> members = Crowd.members(rig, LOCKED_USERS);
        try (Wire wire = new Wire(rig.address())) {
            for (Member member : members) {
                String path = "/api/v1/admin/users/" + member.userName();
                wire.send("PATCH", path, rig.operatorToken(), "{\"locked\":true}")
                        .require(200);
            }
        }
        return members;
    }

    private Map<Kind, Samples> call(Rig rig, Callers callers, int each) throws IOException {
        Map<Kind, Samples> times = new EnumMap<>(Kind.class);
        Map<Kind, Integer> numbers = new EnumMap<>(Kind.class);
        List<Kind> order = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            times.put(kind, new Samples());
            order.addAll(Collections.nCopies(each, kind));
        }
        Collections.shuffle(order, new Random(1));
        try (Wire wire = new Wire(rig.address())) {
            int calls = 0;
            for (Kind kind : order) {
                String json = callers.json(kind, numbers.merge(kind, 1, Integer::sum) - 1);
                long begun = System.nanoTime();
                Wire.Reply reply = wire.post("/api/v1/logins", "", json);
                long took = System.nanoTime() - begun;
                reply.require(kind == Kind.RIGHT ? 201 : 401);
                Samples samples = times.getOrDefault(kind, new Samples());
                if (calls++ >= warmUp && samples.size() < count) {
                    samples.add(took);
                }
            }
        }
        return times;
    }

    private static void row(Table table, Map<Kind, Samples> times, Kind first, Kind second) {
        Samples one = times.getOrDefault(first, new Samples());
        Samples other = times.getOrDefault(second, new Samples());
        Bootstrap.Interval interval = Bootstrap.differenceOfMedians(one, other);
        table.row(
                first.words,
                second.words,
                one.median(),
                other.median(),
                other.median() - one.median(),
                Figures.of(interval.low()) + " to " + Figures.of(interval.high()),
                interval.isWithin(TARGET_MILLIS) ? "within" : "OUTSIDE");
    }
}
