package dev.countersign.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class DemoPrinterTest {

    private static final String LINES = "serial,1,2\nAAAAABBBBB,C3D,E4F\n";
    private static final String HEADER =
            encoded("{\"alg\":\"RSA-OAEP-256\",\"enc\":\"A256GCM\"}".getBytes(StandardCharsets.US_ASCII));

    /** Bits of a key that is not the one. */
    private static final int QUICKLY_MADE = 1024;

    private final SecureRandom random = new SecureRandom();

    @Test
    void readsWhatIsMeantForItAndNothingElse() throws GeneralSecurityException {
        DemoPrinter printer = new DemoPrinter(random);
        DemoPrinter other = new DemoPrinter(random, QUICKLY_MADE);
        String file = sealedFor(printer.publicKey());

        assertThat(printer.open(file)).isEqualTo(LINES);
        assertThatIllegalArgumentException().isThrownBy(() -> other.open(file));
        assertThatIllegalArgumentException().isThrownBy(() -> printer.open(file.replaceFirst("^.", "f")));
        assertThatIllegalArgumentException().isThrownBy(() -> printer.open("a.b"));
        assertThat(printer.publicKey().getString("n")).hasSize(512);
    }

    /** A JWE in compact form (RFC 7516 section 7.1). */
    private String sealedFor(JsonObject jwk) throws GeneralSecurityException {
        PublicKey key = KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(number(jwk.getString("n")), number(jwk.getString("e"))));
        byte[] contentKey = new byte[32];
        byte[] nonce = new byte[12];
        random.nextBytes(contentKey);
        random.nextBytes(nonce);
        Cipher wrap = Cipher.getInstance("RSA/ECB/OAEPPadding");
        wrap.init(
                Cipher.ENCRYPT_MODE,
                key,
                new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT));
        Cipher content = Cipher.getInstance("AES/GCM/NoPadding");
        content.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(contentKey, "AES"), new GCMParameterSpec(128, nonce));
        content.updateAAD(HEADER.getBytes(StandardCharsets.US_ASCII));
        byte[] sealed = content.doFinal(LINES.getBytes(StandardCharsets.UTF_8));
        int tag = sealed.length - 16;
        return String.join(
                ".",
                HEADER,
                encoded(wrap.doFinal(contentKey)),
                encoded(nonce),
                encoded(Arrays.copyOf(sealed, tag)),
                encoded(Arrays.copyOfRange(sealed, tag, sealed.length)));
    }

    private static BigInteger number(String base64) {
        return new BigInteger(1, Base64.getUrlDecoder().decode(base64));
    }

    private static String encoded(byte[] octets) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
    }
}
