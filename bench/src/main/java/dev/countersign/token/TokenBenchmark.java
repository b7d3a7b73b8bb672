package dev.countersign.token;

import dev.countersign.crypto.Ecdsa;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
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

/** One ES256 signature over the octets of a token, and its verification, beside the JDK's own. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TokenBenchmark {

    private static final String JDK = "SHA256withECDSAinP1363Format";

    private final byte[] input =
            "a header and the claims of a token, ".repeat(12).getBytes(StandardCharsets.US_ASCII);
    private final KeyPair pair;
    private final byte[] signed;

    public TokenBenchmark() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            pair = generator.generateKeyPair();
            signed = Ecdsa.sign(input, (ECPrivateKey) pair.getPrivate());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Benchmark
    public byte[] sign() {
        return Ecdsa.sign(input, (ECPrivateKey) pair.getPrivate());
    }

    @Benchmark
    public byte[] signByTheJdk() throws GeneralSecurityException {
        Signature signer = Signature.getInstance(JDK);
        signer.initSign(pair.getPrivate());
        signer.update(input);
        return signer.sign();
    }

    @Benchmark
    public boolean verify() {
        return Ecdsa.isSignature(input, signed, (ECPublicKey) pair.getPublic());
    }

    @Benchmark
    public boolean verifyByTheJdk() throws GeneralSecurityException {
        Signature verifier = Signature.getInstance(JDK);
        verifier.initVerify(pair.getPublic());
        verifier.update(input);
        return verifier.verify(signed);
    }
}
