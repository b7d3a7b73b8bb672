package dev.countersign.bench;

import java.util.function.Function;

/**
 * What a number of clients did in some seconds.
 *
 * @param cpuEach processor time for each thing that was done, in milliseconds
 */
record Measured(double perSecond, Samples times, Cpu cpuEach) {

    static Measured measure(Rig rig, int clients, double seconds, Function<Samples, Clients.Work> work)
            throws Exception {
        Samples times = new Samples();
        Cpu before = Cpu.now(rig);
        double took = Clients.run(clients, seconds, () -> work.apply(times));
        Cpu used = Cpu.now(rig).since(before);
        return new Measured(times.size() / took, times, used.dividedBy(times.size()));
    }
}
