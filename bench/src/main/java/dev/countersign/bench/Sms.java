package dev.countersign.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** SMS by the second: jsmpp alone, the product from the order's row to the receipt in it, and Kannel, at the same SMSC. */
final class Sms {

    /** The simulated carrier keeps 10,000 receipts at most that nobody has taken. */
    private static final int MOST_AT_ONCE = 8_000;

    private static final int PACED_CLIENTS = 32;
    private static final long PAUSE_SECONDS = 125;

    private final int orders;
    private final int warmUp;
    private final int bare;
    private final int window;
    private final int rate;
    private final int seconds;
    private final int rateWarmUp;
    private final String jfr;
    private final String rateJfr;
    private final Options options;

    Sms(Options options) {
        this.options = options;
        orders = options.number("orders", 8_000);
        warmUp = options.number("warm-up", 8_000);
        bare = options.number("bare", 20_000);
        window = options.number("window", 10);
        rate = options.number("rate", 200);
        seconds = options.number("seconds", 20);
        rateWarmUp = options.number("rate-warm-up", 30);
        jfr = options.text("jfr", "");
        rateJfr = options.text("rate-jfr", "");
    }

    void run() throws Exception {
        Limits limits = new Limits(options);
        Table table =
                new Table("what", "messages/s", "CPU ms", "of it compiling", "PostgreSQL CPU ms", "simulator CPU ms");
        if (bare > 0) {
            measureOthers(table);
        }
        Map<String, String> settings = Map.of("countersign.smpp.window", Integer.toString(window));
        try (Rig rig = Rig.start(Cost.LEAST, settings, options)) {
            options.requireKnown();
            Orders product = new Orders(rig);
            for (int left = warmUp; left > 0; left -= MOST_AT_ONCE) {
                product.run(Math.min(left, MOST_AT_ONCE));
            }
            Recording recording = Recording.start(rig.serverPid(), jfr);
            Orders.Done done = product.run(orders);
            recording.stop();
            row(
                    table,
                    "order row to receipt in it, window " + window,
                    done,
                    done.cpuEach().server());
            if (rate > 0) {
                paced(rig);
            }
            limits.measureStores(rig.postgres());
        }
    }

    /** What is not ours. */
    private void measureOthers(Table table) throws Exception {
        try (Carrier carrier = Carrier.start()) {
            BareSmpp client = new BareSmpp(carrier);
            for (int places : List.of(1, window)) {
                client.run(bare / 4, places);
                Orders.Done done = client.run(bare, places);
                row(table, "jsmpp alone, window " + places, done, done.cpuEach().bench());
            }
            for (String store : Kannel.isInstalled() ? List.of("spool", "file") : List.<String>of()) {
                try (Kannel kannel = Kannel.start(carrier, store, window)) {
                    kannel.send(bare / 4);
                    Orders.Done done = kannel.send(bare);
                    row(
                            table,
                            "Kannel, " + store + " store",
                            done,
                            done.cpuEach().server());
                }
            }
        }
    }

    private static void row(Table table, String name, Orders.Done done, double cpu) {
        table.row(
                name,
                done.perSecond(),
                cpu,
                done.cpuEach().compiling(),
                done.cpuEach().database(),
                done.cpuEach().simulator());
    }

    /** The code of an open attempt is asked for again, so many times a second, once its number may have another SMS. */
    private void paced(Rig rig) throws Exception {
        try (Phones phones = Phones.listen(rig.simulatorAddress())) {
            List<Asked> attempts = open(rig, phones, rate * (rateWarmUp + seconds));
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(PAUSE_SECONDS));
            List<Asked> first = attempts.subList(0, rate * rateWarmUp);
            ask(rig, phones, first);
            Recording recording = Recording.start(rig.serverPid(), rateJfr);
            Paced paced = ask(rig, phones, attempts.subList(first.size(), attempts.size()));
            recording.stop();
            Table table = new Table(
                    "asked for at",
                    "arrived at",
                    "p50 ms",
                    "p99 ms",
                    "server CPU ms",
                    "of it compiling",
                    "PostgreSQL CPU ms");
            table.row(
                    rate + "/s",
                    Figures.of(paced.perSecond()) + "/s",
                    paced.times().median(),
                    paced.times().quantile(0.99),
                    paced.cpuEach().server(),
                    paced.cpuEach().compiling(),
                    paced.cpuEach().database());
        }
    }

    /** Times from the moment when a code was due to be asked for to its arrival, in milliseconds. */
    private record Paced(double perSecond, Samples times, Cpu cpuEach) {}

    private Paced ask(Rig rig, Phones phones, List<Asked> attempts) throws Exception {
        Samples times = new Samples();
        List<CompletableFuture<?>> sent = new ArrayList<>();
        AtomicInteger turn = new AtomicInteger();
        long begun = System.nanoTime();
        Cpu cpu = Cpu.now(rig);
        Clients.run(PACED_CLIENTS, 10.0 * (rateWarmUp + seconds), () -> new Clients.Work() {
            private final Caller caller = new Caller(rig.address());

            @Override
            public boolean once() throws Exception {
                int number = turn.getAndIncrement();
                if (number >= attempts.size()) {
                    return false;
                }
                long due = begun + number * TimeUnit.SECONDS.toNanos(1) / rate;
                LockSupport.parkNanos(due - System.nanoTime());
                Asked asked = attempts.get(number);
                CompletableFuture<?> arrival =
                        phones.expect(asked.member()).thenRun(() -> times.add(System.nanoTime() - due));
                synchronized (sent) {
                    sent.add(arrival);
                }
                caller.sms(asked.id(), asked.secret());
                return true;
            }

            @Override
            public void end() throws IOException {
                caller.close();
            }
        });
        CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new)).get(1, TimeUnit.MINUTES);
        double took = (System.nanoTime() - begun) / 1e9;
        return new Paced(attempts.size() / took, times, Cpu.now(rig).since(cpu).dividedBy(attempts.size()));
    }

    private record Asked(Member member, String id, String secret) {}

    private static List<Asked> open(Rig rig, Phones phones, int count) throws Exception {
        Queue<Asked> open = new ConcurrentLinkedQueue<>();
        CallTable.call(rig, PACED_CLIENTS, new ConcurrentLinkedQueue<>(Crowd.members(rig, count)), (caller, member) -> {
            Caller.Open attempt = caller.begin(member, phones);
            open.add(new Asked(member, attempt.id(), attempt.secret()));
        });
        return List.copyOf(open);
    }
}
