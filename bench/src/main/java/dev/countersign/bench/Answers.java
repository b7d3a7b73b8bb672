package dev.countersign.bench;

import java.io.IOException;
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

    /** One call of a client. */
    @FunctionalInterface
    private interface Step {

        void make(Caller caller, Caller.Open attempt) throws Exception;
    }

    void run() throws Exception {
        Limits limits = new Limits(options);
        try (Rig rig = Rig.start(Cost.LEAST, options);
                Phones phones = Phones.listen(rig.simulatorAddress())) {
            options.requireKnown();
            for (int round = 0; round < warmUps; round++) {
                warmUp(rig, phones);
            }
            Table table = new Table(
                    "call",
                    "clients",
                    "calls/s",
                    "p50 ms",
                    "p99 ms",
                    "server CPU ms",
                    "of it compiling",
                    "PostgreSQL CPU ms",
                    "simulator CPU ms",
                    "client CPU ms",
                    "database transactions");
            for (int number : clients) {
                Queue<Caller.Open> open = open(rig, phones);
                Queue<Caller.Open> answered = new ConcurrentLinkedQueue<>(open);
                Recording recording = Recording.start(rig.serverPid(), jfr);
                row(table, "answer", rig, number, open, Caller::answer);
                recording.stop();
                requireCommitted(rig, answered.size());
                row(table, "token", rig, number, answered, Caller::token);
            }
            limits.measureStores(rig.postgres());
        }
    }

    private void warmUp(Rig rig, Phones phones) throws Exception {
        Queue<Caller.Open> open = open(rig, phones);
        Queue<Caller.Open> answered = new ConcurrentLinkedQueue<>(open);
        call(rig, 8, open, Caller::answer);
        call(rig, 8, answered, Caller::token);
    }

    private Queue<Caller.Open> open(Rig rig, Phones phones) throws Exception {
        Queue<Member> members = new ConcurrentLinkedQueue<>(Crowd.members(rig, attempts));
        Queue<Caller.Open> open = new ConcurrentLinkedQueue<>();
        Measured.measure(rig, 32, 300, times -> new Clients.Work() {
            private final Caller caller = new Caller(rig.address());

            @Override
            public boolean once() throws Exception {
                Member member = members.poll();
                if (member != null) {
                    open.add(caller.begin(member, phones));
                }
                return member != null;
            }

            @Override
            public void end() throws IOException {
                caller.close();
            }
        });
        return open;
    }

    private static void row(Table table, String name, Rig rig, int clients, Queue<Caller.Open> attempts, Step step)
            throws Exception {
        long before = commits(rig);
        Measured measured = call(rig, clients, attempts, step);
        table.row(
                name,
                clients,
                measured.perSecond(),
                measured.times().median(),
                measured.times().quantile(0.99),
                measured.cpuEach().server(),
                measured.cpuEach().compiling(),
                measured.cpuEach().database(),
                measured.cpuEach().simulator(),
                measured.cpuEach().bench(),
                (commits(rig) - before) / (double) measured.times().size());
    }

    private static Measured call(Rig rig, int clients, Queue<Caller.Open> attempts, Step step) throws Exception {
        return Measured.measure(rig, clients, 300, times -> new Clients.Work() {
            private final Caller caller = new Caller(rig.address());

            @Override
            public boolean once() throws Exception {
                Caller.Open attempt = attempts.poll();
                if (attempt == null) {
                    return false;
                }
                long begun = System.nanoTime();
                step.make(caller, attempt);
                times.add(System.nanoTime() - begun);
                return true;
            }

            @Override
            public void end() throws IOException {
                caller.close();
            }
        });
    }

    private static long commits(Rig rig) {
        return Long.parseLong(
                rig.postgres().ask("select xact_commit from pg_stat_database where datname = 'postgres'"));
    }

    private static void requireCommitted(Rig rig, int answers) {
        String rows = rig.postgres().ask("select count(*) from login_attempt where state = 'AUTHENTICATED'");
        if (!rows.equals(Integer.toString(answers))) {
            throw new IllegalStateException(answers + " answers were right, " + rows + " rows say so");
        }
    }
}
