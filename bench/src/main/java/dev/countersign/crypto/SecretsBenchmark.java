package dev.countersign.crypto;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Keyed hash of a code, its encryption and its decryption. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class SecretsBenchmark {

    private static final String RECORD = "0b9bd2f3-7a14-4b4f-8b5e-6f3d1e6c2a10";
    private static final String TEXT = "Your code is 012345. It is valid for 10 minutes.";

    private final Secrets secrets = new Secrets(new OneKey());
    private final String hash = secrets.hash(Purpose.NAME_HASH, RECORD, "012345");
    private final String sealed = secrets.seal(Purpose.NAME_HASH, RECORD, TEXT);

    @Benchmark
    public boolean checkKeyedHash() {
        return secrets.matches(Purpose.NAME_HASH, RECORD, "012345", hash);
    }

    @Benchmark
    public String seal() {
        return secrets.seal(Purpose.NAME_HASH, RECORD, TEXT);
    }

    @Benchmark
    public String open() {
        return secrets.open(Purpose.NAME_HASH, RECORD, sealed);
    }

    private static final class OneKey implements DataKeys {

        private final NamedKey key = new NamedKey("bench-1", new SecretKeySpec(new byte[32], "AES"));

        @Override
        public Optional<NamedKey> findCurrent(Purpose purpose) {
            return Optional.of(key);
        }

        @Override
        public Optional<SecretKey> find(String keyId) {
            return Optional.of(key.key());
        }

        @Override
        public void refresh() {
            // There is nothing to see: the one key never changes.
        }
    }
}
