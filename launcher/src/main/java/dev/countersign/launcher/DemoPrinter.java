package dev.countersign.launcher;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;

/** Stands in for the printer of plastic grid cards. Its key is made when it is, and kept nowhere. */
final class DemoPrinter {

    private static final int KEY_BITS = 3072;
    private static final int TAG_BITS = 128;
    private static final int PARTS = 5;
    private static final OAEPParameterSpec OAEP =
            new OAEPParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

    private final KeyPair key;

    DemoPrinter(SecureRandom random) {
        this(random, KEY_BITS);
    }

    DemoPrinter(SecureRandom random, int keyBits) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(keyBits, random);
            key = generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a batch is ordered with it: a JWK (RFC 7517). */
    JsonObject publicKey() {
        RSAPublicKey half = (RSAPublicKey) key.getPublic();
        return Json.createObjectBuilder()
                .add("kty", "RSA")
                .add("n", base64(half.getModulus()))
                .add("e", base64(half.getPublicExponent()))
                .build();
    }

    /**
     * Reads what a release answers with.
     *
     * @param jwe in compact form (RFC 7516), RSA-OAEP-256 and A256GCM
     * @return lines with commas (docs/cards.md)
     * @throws IllegalArgumentException if it is not for this printer
     */
    String open(String jwe) {
        String[] parts = jwe.split("\\.", -1);
        if (parts.length != PARTS) {
            throw new IllegalArgumentException("a JWE in compact form has five parts");
        }
        try {
            Cipher unwrap = Cipher.getInstance("RSA/ECB/OAEPPadding");
            unwrap.init(Cipher.DECRYPT_MODE, key.getPrivate(), OAEP);
            Cipher content = Cipher.getInstance("AES/GCM/NoPadding");
            content.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(unwrap.doFinal(octets(parts[1])), "AES"),
                    new GCMParameterSpec(TAG_BITS, octets(parts[2])));
            content.updateAAD(parts[0].getBytes(StandardCharsets.US_ASCII));
            return new String(content.doFinal(joined(octets(parts[3]), octets(parts[4]))), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not for this printer", e);
        }
    }

    /** Unsigned, big-endian. */
    private static String base64(BigInteger number) {
        byte[] octets = number.toByteArray();
        int sign = octets[0] == 0 ? 1 : 0;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOfRange(octets, sign, octets.length));
    }

    private static byte[] joined(byte[] text, byte[] tag) {
        byte[] both = Arrays.copyOf(text, text.length + tag.length);
        System.arraycopy(tag, 0, both, text.length, tag.length);
        return both;
    }

    private static byte[] octets(String base64) {
        return Base64.getUrlDecoder().decode(base64);
    }

    @Override
    public String toString() {
        return "DemoPrinter[]";
    }
}
