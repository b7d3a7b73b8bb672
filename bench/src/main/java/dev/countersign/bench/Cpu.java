package dev.countersign.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Processor time that the parts of the product have used since they started, in milliseconds: user and system time of
 * /proc/PID/stat, in steps of 10 ms.
 *
 * @param server the server
 * @param compiling what the server's JVM spent on compiling, which is in that of the server
 * @param database PostgreSQL, all its processes; those that have ended are counted by their parent
 * @param simulator the carrier
 * @param bench this process
 */
record Cpu(double server, double compiling, double database, double simulator, double bench) {

    private static final double MILLIS_PER_TICK = 10;
    private static final int UTIME = 11;

    static Cpu now(Rig rig) {
        double database = ofTree(rig.databasePid());
        return new Cpu(
                ofProcess(rig.serverPid(), 2),
                ofCompilers(rig.serverPid()),
                database,
                ofProcess(rig.simulatorPid(), 2),
                ofProcess(ProcessHandle.current().pid(), 2));
    }

    Cpu since(Cpu earlier) {
        return new Cpu(
                server - earlier.server,
                compiling - earlier.compiling,
                database - earlier.database,
                simulator - earlier.simulator,
                bench - earlier.bench);
    }

    Cpu dividedBy(double number) {
        return new Cpu(server / number, compiling / number, database / number, simulator / number, bench / number);
    }

    /** Processor time of a process and of those that it started, in milliseconds. */
    static double ofTree(long pid) {
        try (Stream<ProcessHandle> children = ProcessHandle.of(pid).stream().flatMap(ProcessHandle::descendants)) {
            // The parent's four fields: its own time, and that of children it has waited for.
            return ofProcess(pid, 4)
                    + children.mapToDouble(child -> ofProcess(child.pid(), 2)).sum();
        }
    }

    private static double ofCompilers(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + pid + "/task"))) {
            return threads.map(thread -> thread.resolve("stat"))
                    .mapToDouble(stat -> ofStat(stat, Cpu::isCompiler, 2))
                    .sum();
        } catch (IOException e) {
            throw new IllegalStateException("Processor time is read from /proc, which Linux has", e);
        }
    }

    /** The kernel keeps the first 15 octets of a thread's name: C1 CompilerThre, C2 CompilerThre. */
    private static boolean isCompiler(String stat) {
        return stat.contains(" CompilerThre)");
    }

    /** The first so many of the fields user, system, and both of children that were waited for; in milliseconds. */
    static double ofProcess(long pid, int fields) {
        return ofStat(Path.of("/proc/" + pid + "/stat"), any -> true, fields);
    }

    private static double ofStat(Path file, Predicate<String> wanted, int fields) {
        try {
            String stat = Files.readString(file);
            if (!wanted.test(stat)) {
                return 0;
            }
            String[] parts = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            double ticks = 0;
            for (int field = UTIME; field < UTIME + fields; field++) {
                ticks += Long.parseLong(parts[field]);
            }
            return ticks * MILLIS_PER_TICK;
        } catch (IOException e) {
            if (Files.notExists(file)) {
                return 0; // it ended
            }
            throw new IllegalStateException("Processor time is read from /proc, which Linux has", e);
        }
    }
}
