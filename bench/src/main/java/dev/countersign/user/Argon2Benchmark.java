package dev.countersign.user;

import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One check of a password, as a login makes it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class Argon2Benchmark {

    private static final String PASSWORD = "Pass word 1";

    private final Argon2 argon2 = new Argon2(new SecureRandom());

    @Param({"7168-5-1", "19456-2-1"})
    private String cost = "";

    private PasswordHash hash;

    @SuppressWarnings("NullAway.Init")
    public Argon2Benchmark() {}

    @Setup
    public void prepare() {
        String[] parts = cost.split("-", -1);
        prepare(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
    }

    /** For use without JMH. */
    public void prepare(int memoryKib, int iterations, int lanes) {
        hash = argon2.hash(PASSWORD, new Argon2Parameters(memoryKib, iterations, lanes));
    }

    @Benchmark
    public boolean check() {
        return argon2.matches(PASSWORD, hash);
    }
}
