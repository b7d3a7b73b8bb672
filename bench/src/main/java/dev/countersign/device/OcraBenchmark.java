package dev.countersign.device;

import java.security.GeneralSecurityException;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
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

/** One response compared with what the suite of the PIN kind computes, beside the HMAC of the same data input by the same key. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class OcraBenchmark {

    private static final String SUITE = "OCRA-1:HOTP-SHA256-8:QN06-PSHA256";

    private final byte[] keyOctets = new byte[32];
    private final OcraKey key = new OcraKey(Octets.of(keyOctets));
    private final OcraSuite suite = OcraSuite.parse(SUITE);
    private final PinHash pin = PinHash.of("4711".toCharArray(), HashFunction.SHA256);
    private final String question = "482913";
    private final String response =
            Ocra.response(suite, key, OcraInput.of(question).withPin(pin));
    private final byte[] data = Ocra.dataInput(suite, OcraInput.of(question).withPin(pin));

    /** With a suite that was read before. */
    @Benchmark
    public boolean verifyOcra() {
        return Ocra.isResponse(suite, key, OcraInput.of(question).withPin(pin), response);
    }

    /** With the suite as text, as it comes from a row. */
    @Benchmark
    public boolean parseSuiteAndVerifyOcra() {
        return Ocra.isResponse(
                OcraSuite.parse(SUITE), key, OcraInput.of(question).withPin(pin), response);
    }

    /** The least that a verification can cost: HMAC by a key that comes as octets. */
    @Benchmark
    public byte[] hmacOfTheSameInput() throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(keyOctets, "HmacSHA256"));
        return mac.doFinal(data);
    }
}
