package dev.countersign.bench;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Many users, of whom none logs in twice before he has rested. */
final class Crowd {

    private static final int BATCH = 100;

    private final Deque<Turn> turns = new ArrayDeque<>();
    private final long rest;

    private record Turn(Member member, long readyAt) {}

    /** @param rest how long nobody logs in again */
    Crowd(List<Member> members, Duration rest) {
        this.rest = rest.toNanos();
        members.forEach(member -> turns.add(new Turn(member, Long.MIN_VALUE)));
    }

    /** Makes users whose numbers nobody else has. */
    static List<Member> members(Rig rig, int size) throws IOException {
        List<Member> members = invent(size);
        provision(rig, members);
        return members;
    }

    /** Makes users who have no number. */
    static List<Member> membersWithoutNumbers(Rig rig, int size) throws IOException {
        List<Member> members = invent(size).stream().map(Member::withoutNumber).toList();
        provision(rig, members);
        return members;
    }

    private static List<Member> invent(int size) {
        int first = new SecureRandom().nextInt(50_000_000);
        List<Member> members = new ArrayList<>();
        for (int number = first; number < first + size; number++) {
            // The lowest digits first, so that neighbours in time are no neighbours in the numbering plan.
            String digits = new StringBuilder(String.format(Locale.ROOT, "%08d", number))
                    .reverse()
                    .toString();
            members.add(new Member("bench" + digits, "Pass word " + digits, "+49151" + digits));
        }
        return members;
    }

    private static void provision(Rig rig, List<Member> members) throws IOException {
        int size = members.size();
        try (Wire wire = new Wire(rig.address())) {
            for (int from = 0; from < size; from += BATCH) {
                String users = members.subList(from, Math.min(size, from + BATCH)).stream()
                        .map(Member::provisionJson)
                        .collect(Collectors.joining(",", "[", "]"));
                Wire.Reply reply = wire.post("/api/v1/admin/users", rig.operatorToken(), users);
                if (reply.status() / 100 != 2 || reply.body().contains("\"REFUSED\"")) {
                    throw new IllegalStateException("Users were refused: " + reply);
                }
            }
        }
    }

    /** Whoever rested longest. */
    synchronized Member next() {
        Turn turn = turns.removeFirst();
        long now = System.nanoTime();
        if (turn.readyAt() != Long.MIN_VALUE && turn.readyAt() - now > 0) {
            throw new IllegalStateException("Too few users for this speed: raise users=");
        }
        turns.addLast(new Turn(turn.member(), now + rest));
        return turn.member();
    }
}
