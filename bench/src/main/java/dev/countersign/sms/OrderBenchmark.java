package dev.countersign.sms;

import com.nimbusds.jose.jwk.OctetSequenceKey;
import dev.countersign.contracts.sms.v1.SmsJson;
import dev.countersign.contracts.sms.v1.SmsOrder;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one SMS order costs before it is handed to the broker. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OrderBenchmark {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final OrderCipher cipher = new OrderCipher(
            new OctetSequenceKey.Builder(new byte[32]).keyID("bench-1").build());
    private final SmsOrder order = new SmsOrder(
            UUID.randomUUID(),
            "+4915112345678",
            "Your code is 012345. It is valid for 10 minutes.",
            NOW,
            NOW.plusSeconds(600));
    private final String json = SmsJson.write(order);

    @Benchmark
    public String writeJson() {
        return SmsJson.write(order);
    }

    @Benchmark
    public String encrypt() {
        return cipher.encrypt(json);
    }
}
