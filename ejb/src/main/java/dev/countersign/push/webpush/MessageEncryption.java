package dev.countersign.push.webpush;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.countersign.device.Hkdf;
import dev.countersign.device.Octets;
import dev.countersign.device.P256KeyPair;
import dev.countersign.push.WebPushAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Encrypts one message for one browser (RFC 8291): key agreement with its key and its secret, then the content coding aes128gcm
 * (RFC 8188) in exactly one record.
 */
final class MessageEncryption {

    /** Octets of plain text and padding together that a body of 4096 octets has room for, which is all that a push service must take. */
    static final int MOST_OCTETS = 3993;

    static final int SALT_OCTETS = 16;

    private static final int RECORD_SIZE = 4096;
    private static final byte LAST_RECORD = 2;
    private static final int TAG_BITS = 128;
    private static final byte[] KEY_INFO = "WebPush: info\0".getBytes(US_ASCII);
    private static final byte[] CONTENT_KEY_INFO = "Content-Encoding: aes128gcm\0".getBytes(US_ASCII);
    private static final byte[] NONCE_INFO = "Content-Encoding: nonce\0".getBytes(US_ASCII);

    private final P256KeyPair sender;
    private final Octets salt;

    /** Both are for one message: the same ones twice would give the same key and nonce. */
    MessageEncryption(P256KeyPair sender, Octets salt) {
        this.sender = sender;
        this.salt = salt;
    }

    /**
     * The body of the request (RFC 8188 section 2): salt, record size, public key, record.
     *
     * @param padding zeros behind the text, which hide its length; with it at most {@value #MOST_OCTETS} octets
     */
    byte[] encrypt(byte[] plain, int padding, WebPushAddress to) {
        if (plain.length + padding > MOST_OCTETS) {
            throw new IllegalArgumentException("a message has at most " + MOST_OCTETS + " octets");
        }
        byte[] record = Arrays.copyOf(plain, plain.length + 1 + padding);
        record[plain.length] = LAST_RECORD;
        try (Octets material = keyingMaterial(to);
                Octets pseudorandom = Hkdf.extract(salt, material)) {
            byte[] senderKey = sender.publicKey().octets().toArray();
            byte[] sealed = seal(pseudorandom, record);
            return ByteBuffer.allocate(SALT_OCTETS + Integer.BYTES + 1 + senderKey.length + sealed.length)
                    .put(salt.toArray())
                    .putInt(RECORD_SIZE)
                    .put((byte) senderKey.length)
                    .put(senderKey)
                    .put(sealed)
                    .array();
        } finally {
            Arrays.fill(record, (byte) 0);
        }
    }

    /** IKM of RFC 8291 section 3.3. */
    private Octets keyingMaterial(WebPushAddress to) {
        byte[] receiverKey = to.key().octets().toArray();
        byte[] senderKey = sender.publicKey().octets().toArray();
        byte[] info = ByteBuffer.allocate(KEY_INFO.length + receiverKey.length + senderKey.length)
                .put(KEY_INFO)
                .put(receiverKey)
                .put(senderKey)
                .array();
        try (Octets agreed = sender.agreeWith(to.key());
                Octets key = Hkdf.extract(to.auth(), agreed)) {
            return Hkdf.expand(key, info, 32);
        }
    }

    private static byte[] seal(Octets pseudorandom, byte[] record) {
        try (Octets key = Hkdf.expand(pseudorandom, CONTENT_KEY_INFO, 16);
                Octets nonce = Hkdf.expand(pseudorandom, NONCE_INFO, 12)) {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            // The nonce of the first record is the derived one: its number 0 changes nothing (RFC 8188 section 2.3).
            cipher.init(
                    Cipher.ENCRYPT_MODE,
                    new SecretKeySpec(key.toArray(), "AES"),
                    new GCMParameterSpec(TAG_BITS, nonce.toArray()));
            return cipher.doFinal(record);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-128-GCM failed", e);
        }
    }
}
