package dev.countersign.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.countersign.user.Argon2Benchmark;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;

/** What hashing, database and broker allow on this machine when nothing stands around them. */
final class Limits {

    private static final double NANOS_PER_MILLI = 1e6;

    private final int seconds;
    private final List<Integer> threads;
    private final Options options;

    Limits(Options options) {
        this.options = options;
        seconds = options.number("limit-seconds", 5);
        threads = options.numbers("limit-threads", "1,8,32");
    }

    /**
     * Password hashing on all processors.
     *
     * @param cpuMillis processor time of one hash while all processors hash
     */
    record Hashing(double perSecond, double cpuMillis) {

        Hashing mean(Hashing other) {
            return new Hashing((perSecond + other.perSecond) / 2, (cpuMillis + other.cpuMillis) / 2);
        }
    }

    void run() throws Exception {
        Table table = new Table("hash", "on all processors, hashes/s", "CPU ms each");
        for (Cost cost : List.of(new Cost(7_168, 5, 1), new Cost(19_456, 2, 1))) {
            Hashing hashing = measureHashing(cost);
            table.row(cost, hashing.perSecond(), hashing.cpuMillis());
        }
        try (Postgres postgres = Postgres.start(Map.of())) {
            options.requireKnown();
            measureStores(postgres);
        }
    }

    Hashing measureHashing(Cost cost) throws Exception {
        int processors = Runtime.getRuntime().availableProcessors();
        hash(cost, processors, seconds / 2.0, new Samples());
        Samples hashes = new Samples();
        OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long before = process.getProcessCpuTime();
        double took = hash(cost, processors, seconds, hashes);
        double cpuMillis = (process.getProcessCpuTime() - before) / NANOS_PER_MILLI;
        return new Hashing(hashes.size() / took, cpuMillis / hashes.size());
    }

    void measureStores(Postgres postgres) throws Exception {
        Table table = new Table("one after the other, each durable", "threads", "commits/s");
        try (OneRowCommits rows = new OneRowCommits(postgres)) {
            for (int number : threads) {
                table.row("PostgreSQL, one row over JDBC", number, rows.perSecond(number, seconds));
            }
        }
        try (BareBroker broker = BareBroker.start()) {
            for (int number : threads) {
                table.row("Artemis journal, one message sent or received", number, broker.perSecond(number, seconds));
            }
        }
    }

    private static double hash(Cost cost, int threads, double seconds, Samples hashes) throws Exception {
        return Clients.run(threads, seconds, () -> {
            Argon2Benchmark kernel = new Argon2Benchmark();
            kernel.prepare(cost.memoryKib(), cost.iterations(), cost.lanes());
            return new Clients.Work() {
                @Override
                public boolean once() {
                    long begun = System.nanoTime();
                    kernel.check();
                    hashes.add(System.nanoTime() - begun);
                    return true;
                }

                @Override
                public void end() {}
            };
        });
    }
}
