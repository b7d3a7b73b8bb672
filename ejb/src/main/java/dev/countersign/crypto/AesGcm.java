package dev.countersign.crypto;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * AES-256-GCM with a random 96-bit nonce and a 128-bit tag, as base64url(nonce || cipher text || tag). A random nonce
 * bounds a key to 2^32 messages (NIST SP 800-38D section 8.3).
 */
final class AesGcm {

    private static final int NONCE_OCTETS = 12;
    private static final int TAG_BITS = 128;

    private AesGcm() {}

    static String encrypt(SecretKey key, byte[] plain, String associatedData, SecureRandom random) {
        byte[] nonce = new byte[NONCE_OCTETS];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, key, nonce, associatedData);
            byte[] out = new byte[NONCE_OCTETS + cipher.getOutputSize(plain.length)];
            System.arraycopy(nonce, 0, out, 0, NONCE_OCTETS);
            cipher.doFinal(plain, 0, plain.length, out, NONCE_OCTETS);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(out);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM failed", e);
        }
    }

    /** Throws {@link UnreadableSecretException} when key, text or associated data do not belong together. */
    static byte[] decrypt(SecretKey key, String text, String associatedData) {
        try {
            byte[] in = Base64.getUrlDecoder().decode(text);
            if (in.length < NONCE_OCTETS) {
                throw new UnreadableSecretException("cipher text is cut off");
            }
            byte[] nonce = Arrays.copyOf(in, NONCE_OCTETS);
            return cipher(Cipher.DECRYPT_MODE, key, nonce, associatedData)
                    .doFinal(in, NONCE_OCTETS, in.length - NONCE_OCTETS);
        } catch (AEADBadTagException | IllegalArgumentException e) {
            throw new UnreadableSecretException("cipher text, key and record do not belong together");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM failed", e);
        }
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String associatedData)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(associatedData.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }
}
