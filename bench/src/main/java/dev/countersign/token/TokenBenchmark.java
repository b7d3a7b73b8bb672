package dev.countersign.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Instant;
import java.util.Date;
import java.util.List;
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

/** One signature under a token, and its verification. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class TokenBenchmark {

    private final ECKey key;
    private final ECDSASigner signer;
    private final JWTClaimsSet claims;
    private final SignedJWT signed;

    public TokenBenchmark() {
        try {
            key = new ECKeyGenerator(Curve.P_256).keyID("bench-1").generate();
            signer = new ECDSASigner(key);
            Instant now = Instant.parse("2026-01-01T00:00:00Z");
            claims = new JWTClaimsSet.Builder()
                    .issuer("http://localhost:8080")
                    .subject("bench00000001")
                    .audience("countersign")
                    .issueTime(Date.from(now))
                    .expirationTime(Date.from(now.plusSeconds(900)))
                    .claim("sid", "0b9bd2f3-7a14-4b4f-8b5e-6f3d1e6c2a10")
                    .claim("amr", List.of("pwd", "sms", "mfa"))
                    .claim("scope", "full")
                    .build();
            signed = sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A signer for each token. */
    @Benchmark
    public String signWithNewSigner() throws JOSEException {
        return sign(new ECDSASigner(key)).serialize();
    }

    /** A signer for each key. */
    @Benchmark
    public String signWithOneSigner() throws JOSEException {
        return sign(signer).serialize();
    }

    @Benchmark
    public boolean verify() throws JOSEException {
        return Es256.isSignature(signed.getSigningInput(), signed.getSignature().decode(), key.toECPublicKey());
    }

    private SignedJWT sign(ECDSASigner by) throws JOSEException {
        SignedJWT jwt = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.ES256).keyID("bench-1").build(), claims);
        jwt.sign(by);
        return jwt;
    }
}
