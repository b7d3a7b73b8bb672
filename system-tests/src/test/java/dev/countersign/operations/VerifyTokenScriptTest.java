package dev.countersign.operations;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script that shows what whoever takes a token has to check lets nothing else in. */
class VerifyTokenScriptTest {

    private static final String SCRIPT = "../docs/verify_token.py";
    private static final String HEADER = "{\"alg\":\"ES256\",\"typ\":\"at+jwt\",\"kid\":\"1\"}";
    private static final String CLAIMS = "{\"iss\":\"https://login.example\",\"aud\":\"trading\",\"exp\":9999999999,"
            + "\"sub\":\"anna01\",\"scope\":\"full\",\"acr\":\"sms\",\"client_id\":\"WORKSTATION\"}";

    private static KeyPair key;

    @BeforeAll
    static void makeKey() throws GeneralSecurityException {
        assumeTrue(Stream.of("python3", "openssl").allMatch(VerifyTokenScriptTest::isInstalled), "a tool is missing");
        key = pair();
    }

    @Test
    void aTokenThatOpensATradingClientIsTaken() throws Exception {
        Ran ran = verify(token(key, HEADER, CLAIMS));

        assertThat(ran.status()).as(ran.words()).isZero();
        assertThat(ran.words()).contains("\"sub\": \"anna01\"");
    }

    @ParameterizedTest
    @CsvSource({
        "\"scope\":\"full\", \"scope\":\"portal_only\", portal_only",
        "\"scope\":\"full\", \"scope\":\"read_only\", read_only",
        "\"scope\":\"full\", \"other\":\"full\", None",
        "https://login.example, https://other.example, issuer",
        "\"trading\", \"other\", audience",
        "9999999999, 1, ended"
    })
    void anyOtherIsRefused(String right, String wrong, String why) throws Exception {
        Ran ran = verify(token(key, HEADER, CLAIMS.replace(right, wrong)));

        assertThat(ran.status()).isEqualTo(1);
        assertThat(ran.words()).contains(why).doesNotContain("Traceback", "anna01");
    }

    @Test
    void whatIsNoAccessTokenOfOursIsRefused() throws Exception {
        assertThat(verify(token(key, HEADER.replace("at+jwt", "JWT"), CLAIMS)).words())
                .contains("no access token");
        assertThat(verify(token(key, HEADER.replace("ES256", "none"), CLAIMS)).words())
                .contains("not signed with ES256");
        assertThat(verify(token(key, HEADER.replace("\"1\"", "\"2\""), CLAIMS)).words())
                .contains("not among these");
        assertThat(verify(token(pair(), HEADER, CLAIMS)).words()).contains("The signature is wrong");
    }

    private static Ran verify(String token) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("python3", SCRIPT, token, keys(), "https://login.example", "trading")
                .redirectErrorStream(true)
                .start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ran(process.exitValue(), words);
    }

    private static String token(KeyPair by, String header, String claims) throws GeneralSecurityException {
        String signed =
                base64(header.getBytes(StandardCharsets.UTF_8)) + "." + base64(claims.getBytes(StandardCharsets.UTF_8));
        Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
        signature.initSign(by.getPrivate());
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + base64(signature.sign());
    }

    private static String keys() {
        ECPublicKey shown = (ECPublicKey) key.getPublic();
        return "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"1\",\"x\":\""
                + coordinate(shown.getW().getAffineX()) + "\",\"y\":\""
                + coordinate(shown.getW().getAffineY()) + "\"}]}";
    }

    private static String coordinate(BigInteger number) {
        byte[] signed = number.toByteArray();
        byte[] octets = new byte[32];
        byte[] digits = signed.length > octets.length ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
        System.arraycopy(digits, 0, octets, octets.length - digits.length, digits.length);
        return base64(octets);
    }

    private static String base64(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }

    private static KeyPair pair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static boolean isInstalled(String tool) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
                .anyMatch(path -> Files.isExecutable(Path.of(path, tool)));
    }

    private record Ran(int status, String words) {}
}
