package dev.countersign.bench;

import java.io.IOException;
import java.util.Queue;

/** A table of calls that clients make, each for one thing out of a queue. */
final class CallTable {

    private static final int SECONDS_LIMIT = 300;

    private final Rig rig;
    private final Table table;

    CallTable(Rig rig) {
        this.rig = rig;
        this.table = new Table(
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
    }

    /** What a client does with one thing. */
    @FunctionalInterface
    interface Step<T> {

        void make(Caller caller, T thing) throws Exception;
    }

    /** Has it done with everything in the queue, and prints what it took. */
    <T> void row(String name, int clients, Queue<T> things, Step<T> step) throws Exception {
        long before = commits();
        Measured measured = call(rig, clients, things, step);
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
                (commits() - before) / (double) measured.times().size());
    }

    /** The same without a row. */
    static <T> Measured call(Rig rig, int clients, Queue<T> things, Step<T> step) throws Exception {
        return Measured.measure(rig, clients, SECONDS_LIMIT, times -> new Clients.Work() {
            private final Caller caller = new Caller(rig.address());

            @Override
            public boolean once() throws Exception {
                T thing = things.poll();
                if (thing == null) {
                    return false;
                }
                long begun = System.nanoTime();
                step.make(caller, thing);
                times.add(System.nanoTime() - begun);
                return true;
            }

            @Override
            public void end() throws IOException {
                caller.close();
            }
        });
    }

    private long commits() {
        return Long.parseLong(
                rig.postgres().ask("select xact_commit from pg_stat_database where datname = 'postgres'"));
    }
}
