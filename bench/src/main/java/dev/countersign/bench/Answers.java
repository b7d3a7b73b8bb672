package dev.countersign.bench;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Second-factor answers without the password part: attempts are opened before, with a hash that costs nothing. */
final class Answers {

    private final List<Integer> clients;
    private final int attempts;
    private final int warmUps;
    private final String jfr;
    private final Options options;

    Answers(Options options) {
        this.options = options;
        clients = options.numbers("clients", "1,8,32");
        jfr = options.text("jfr", "");
        attempts = options.number("attempts", 6_000);
        warmUps = options.number("warm-ups", 3);
    }

    void run() throws Exception {
        Limits limits = new Limits(options);
        try (Rig rig = Rig.start(Cost.LEAST, options);
                Phones phones = Phones.listen(rig.simulatorAddress())) {
            options.requireKnown();
            for (int round = 0; round < warmUps; round++) {
                warmUp(rig, phones);
            }
            CallTable table = new CallTable(rig);
            for (int number : clients) {
                Queue<Caller.Open> open = open(rig, phones);
                Queue<Caller.Open> answered = new ConcurrentLinkedQueue<>(open);
                Recording recording = Recording.start(rig.serverPid(), jfr);
                table.row("answer", number, open, Caller::answer);
                recording.stop();
                requireCommitted(rig, answered.size());
                table.row("token", number, answered, Caller::token);
            }
            limits.measureStores(rig.postgres());
        }
    }

    private void warmUp(Rig rig, Phones phones) throws Exception {
        Queue<Caller.Open> open = open(rig, phones);
        Queue<Caller.Open> answered = new ConcurrentLinkedQueue<>(open);
        CallTable.call(rig, 8, open, Caller::answer);
        CallTable.call(rig, 8, answered, Caller::token);
    }

    private Queue<Caller.Open> open(Rig rig, Phones phones) throws Exception {
        Queue<Caller.Open> open = new ConcurrentLinkedQueue<>();
        CallTable.call(
                rig,
                32,
                new ConcurrentLinkedQueue<>(Crowd.members(rig, attempts)),
                (caller, member) -> open.add(caller.begin(member, phones)));
        return open;
    }

    private static void requireCommitted(Rig rig, int answers) {
        String rows = rig.postgres().ask("select count(*) from login_attempt where state = 'AUTHENTICATED'");
        if (!rows.equals(Integer.toString(answers))) {
            throw new IllegalStateException(answers + " answers were right, " + rows + " rows say so");
        }
    }
}
