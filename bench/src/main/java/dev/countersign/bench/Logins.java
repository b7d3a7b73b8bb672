package dev.countersign.bench;

import java.io.IOException;
import java.util.List;

/** Complete logins: password, code, answer, token. */
final class Logins {

    private final Cost cost;
    private final List<Integer> clients;
    private final int seconds;
    private final int warmUpSeconds;
    private final int users;
    private final String factor;
    private final String jfr;
    private final Options options;

    Logins(Options options) {
        this.options = options;
        cost = Cost.of(options);
        clients = options.numbers("clients", "1,8,32");
        seconds = options.number("seconds", 20);
        warmUpSeconds = options.number("warm-up", 20);
        jfr = options.text("jfr", "");
        users = options.number("users", 6_000);
        factor = options.text("factor", "sms");
    }

    void run() throws Exception {
        Limits limits = new Limits(options);
        try (Rig rig = Rig.start(cost, options);
                CodeSource codes = codes(rig)) {
            options.requireKnown();
            Crowd crowd = new Crowd(codes.members(rig, users), codes.rest());
            measure(rig, codes, crowd, 8, warmUpSeconds);
            Table table = new Table(
                    "clients",
                    "logins/s",
                    "hashing alone, hashes/s",
                    "CPU ms each",
                    "logins of hashes",
                    "p50 ms",
                    "p99 ms",
                    "server CPU ms/login",
                    "of it compiling",
                    "beside both",
                    "PostgreSQL CPU ms",
                    "simulator CPU ms",
                    "client CPU ms");
            System.out.println(
                    "\nComplete logins at " + cost + ". Hashing alone was measured before and after each row.");
            Limits.Hashing before = limits.measureHashing(cost);
            Recording recording = Recording.start(rig.serverPid(), jfr);
            for (int number : clients) {
                Measured measured = measure(rig, codes, crowd, number, seconds);
                Limits.Hashing after = limits.measureHashing(cost);
                Limits.Hashing hashing = before.mean(after);
                before = after;
                table.row(
                        number,
                        measured.perSecond(),
                        hashing.perSecond(),
                        hashing.cpuMillis(),
                        Figures.percent(measured.perSecond() / hashing.perSecond()),
                        measured.times().median(),
                        measured.times().quantile(0.99),
                        measured.cpuEach().server(),
                        measured.cpuEach().compiling(),
                        measured.cpuEach().server() - measured.cpuEach().compiling() - hashing.cpuMillis(),
                        measured.cpuEach().database(),
                        measured.cpuEach().simulator(),
                        measured.cpuEach().bench());
            }
            recording.stop();
            limits.measureStores(rig.postgres());
        }
    }

    private CodeSource codes(Rig rig) throws IOException, InterruptedException {
        return switch (factor) {
            case "sms" -> new SmsCodes(rig);
            case "totp" -> new TotpCodes();
            default -> throw new IllegalArgumentException("factor is sms or totp, not " + factor);
        };
    }

    private static Measured measure(Rig rig, CodeSource codes, Crowd crowd, int clients, int seconds) throws Exception {
        return Measured.measure(rig, clients, seconds, times -> new Clients.Work() {
            private final Caller caller = new Caller(rig.address());

            @Override
            public boolean once() throws Exception {
                long begun = System.nanoTime();
                Caller.Open attempt = codes.begin(caller, crowd.next());
                caller.answer(attempt);
                caller.token(attempt);
                times.add(System.nanoTime() - begun);
                return true;
            }

            @Override
            public void end() throws IOException {
                caller.close();
            }
        });
    }
}
