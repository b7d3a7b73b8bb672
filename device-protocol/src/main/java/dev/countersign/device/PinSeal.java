package dev.countersign.device;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Brings the PIN from the device to the server inside one activation: AES-256-GCM (NIST SP 800-38D) by a key of this activation, with
 * the hash of the transcript as associated data. It does not judge the PIN. {@link #close} wipes the key.
 */
public final class PinSeal implements AutoCloseable {

    static final int KEY_OCTETS = 32;
    static final int NONCE_OCTETS = 12;
    private static final int TAG_OCTETS = 16;

    private final Octets key;

    private final Octets salt;

    /** Both belong to the seal from now on. */
    PinSeal(Octets key, Octets salt) {
        this.key = key;
        this.salt = salt;
    }

    /** The nonce, the ciphertext of the PIN's UTF-8 octets, the tag. No nonce serves twice. */
    Octets seal(char[] pin, Octets nonce) {
        byte[] octets = PinText.utf8(pin);
        byte[] first = nonce.toArray();
        try {
            byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, first).doFinal(octets);
            return Octets.owning(ByteBuffer.allocate(first.length + ciphertext.length)
                    .put(first)
                    .put(ciphertext)
                    .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM failed", e);
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    /**
     * The PIN's UTF-8 octets, which are the caller's to wipe. Empty for octets that no device of this activation sealed, whatever is wrong
     * with them. Throws {@link IllegalStateException} after {@link #close}.
     */
    public Optional<Octets> open(Octets sealed) {
        byte[] octets = sealed.toArray();
        if (octets.length < NONCE_OCTETS + TAG_OCTETS) {
            return Optional.empty();
        }
        try {
            return Optional.of(Octets.owning(cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(octets, NONCE_OCTETS))
                    .doFinal(octets, NONCE_OCTETS, octets.length - NONCE_OCTETS)));
        } catch (AEADBadTagException e) {
            return Optional.empty();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM failed", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        byte[] octets = key.toArray();
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(mode, new SecretKeySpec(octets, "AES"), new GCMParameterSpec(TAG_OCTETS * Byte.SIZE, nonce));
            cipher.updateAAD(salt.toArray());
            return cipher;
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    /** For the vectors of the protocol's document. */
    Octets key() {
        return key;
    }

    @Override
    public void close() {
        key.close();
        salt.close();
    }

    @Override
    public String toString() {
        return "PinSeal";
    }
}
