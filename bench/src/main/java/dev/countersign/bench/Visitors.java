package dev.countersign.bench;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Names and what is typed with them for each {@link Visit}. Whoever types a wrong password does so once or twice only, so that all come
 * with like histories; a closed lane looks at nothing, so a few of them serve for all calls.
 */
final class Visitors {

    private static final int WRONG_EACH = 2;
    private static final int FEW = 10;
    private static final int CALLS_FROM_ONE_ADDRESS = 10;

    private final Map<Visit, List<String>> bodies = new EnumMap<>(Visit.class);
    private final Map<Visit, Integer> calls = new EnumMap<>(Visit.class);

    /** Makes the users for so many calls of each kind, and fails until some lanes are closed. */
    Visitors(Rig rig, int each, int failuresToLock) throws IOException {
        int users = each / WRONG_EACH + 1;
        List<Member> closedLanes = Crowd.members(rig, FEW);
        List<String> strangers = strangers("stranger", FEW);
        bodies.put(Visit.KNOWN, wrong(Crowd.members(rig, users)));
        bodies.put(Visit.UNKNOWN, strangers("nobody", users));
        bodies.put(Visit.LOCKED, wrong(changed(rig, users, "{\"locked\":true}")));
        bodies.put(Visit.ACCOUNT_CLOSED, wrong(changed(rig, users, "{\"account\":{\"state\":\"CLOSED\"}}")));
        bodies.put(
                Visit.RIGHT,
                Crowd.members(rig, each).stream().map(Member::loginJson).toList());
        bodies.put(Visit.KNOWN_LANE_CLOSED, wrong(closedLanes));
        bodies.put(Visit.UNKNOWN_LANE_CLOSED, strangers);
        bodies.put(
                Visit.RIGHT_LANE_CLOSED,
                closedLanes.stream().map(Member::loginJson).toList());
        bodies.put(
                Visit.RESET_KNOWN,
                Crowd.members(rig, users).stream()
                        .map(member -> resetJson(member.userName()))
                        .toList());
        bodies.put(
                Visit.RESET_UNKNOWN,
                names("nowhere", users).map(Visitors::resetJson).toList());
        try (Wire wire = new Wire(rig.address())) {
            int calls = 1 << 20;
            for (int failure = 0; failure < failuresToLock; failure++) {
                for (Visit visit : List.of(Visit.KNOWN_LANE_CLOSED, Visit.UNKNOWN_LANE_CLOSED)) {
                    for (String body : bodies.getOrDefault(visit, List.of())) {
                        move(wire, calls++);
                        wire.post(visit.path(), "", body).require(401);
                    }
                }
            }
        }
    }

    /** Makes the wire call from another address after a few calls, so that none is throttled. */
    static void move(Wire wire, int call) {
        int place = call / CALLS_FROM_ONE_ADDRESS;
        wire.callFrom("10." + (place >> 16) + '.' + (place >> 8 & 0xFF) + '.' + (place & 0xFF));
    }

    /** The body of the next call of this kind. */
    String nextJson(Visit visit) {
        List<String> all = bodies.getOrDefault(visit, List.of());
        return all.get((calls.merge(visit, 1, Integer::sum) - 1) % all.size());
    }

    private static List<String> wrong(List<Member> members) {
        return members.stream()
                .map(member ->
                        Member.loginJson(member.userName(), member.password().replace("word", "wort")))
                .toList();
    }

    private static List<String> strangers(String name, int number) {
        return names(name, number)
                .map(stranger -> Member.loginJson(stranger, "Pass wort " + stranger.substring(name.length())))
                .toList();
    }

    /** Names that nobody has. */
    private static Stream<String> names(String name, int number) {
        return IntStream.range(0, number).mapToObj(stranger -> name + String.format(Locale.ROOT, "%08d", stranger));
    }

    private static String resetJson(String userName) {
        return "{\"userName\":\"" + userName + "\",\"resetCode\":\"0000-0000-0000\"}";
    }

    private static List<Member> changed(Rig rig, int number, String change) throws IOException {
        List<Member> members = Crowd.members(rig, number);
        try (Wire wire = new Wire(rig.address())) {
            for (Member member : members) {
                String path = "/api/v1/admin/users/" + member.userName();
                wire.send("PATCH", path, rig.operatorToken(), change).require(200);
            }
        }
        return members;
    }
}
