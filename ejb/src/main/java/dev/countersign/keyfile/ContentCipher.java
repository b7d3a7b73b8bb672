package dev.countersign.keyfile;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Map;
import javax.crypto.AEADBadTagException;
import javax.crypto.BadPaddingException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The block ciphers of XML Encryption 1.1 (sections 5.2 and 5.7) that are taken. Triple DES is not: its blocks are too short.
 *
 * @param keyOctets length of the key that the algorithm is named for
 */
record ContentCipher(Mode mode, int keyOctets) {

    private static final int BLOCK = 16;
    private static final int GCM_NONCE = 12;
    private static final int GCM_TAG_BITS = 128;

    private static final Map<String, ContentCipher> BY_URI = Map.ofEntries(
            Map.entry("http://www.w3.org/2001/04/xmlenc#aes128-cbc", new ContentCipher(Mode.CBC, 16)),
            Map.entry("http://www.w3.org/2001/04/xmlenc#aes192-cbc", new ContentCipher(Mode.CBC, 24)),
            Map.entry("http://www.w3.org/2001/04/xmlenc#aes256-cbc", new ContentCipher(Mode.CBC, 32)),
            Map.entry("http://www.w3.org/2009/xmlenc11#aes128-gcm", new ContentCipher(Mode.GCM, 16)),
            Map.entry("http://www.w3.org/2009/xmlenc11#aes192-gcm", new ContentCipher(Mode.GCM, 24)),
            Map.entry("http://www.w3.org/2009/xmlenc11#aes256-gcm", new ContentCipher(Mode.GCM, 32)),
            Map.entry("http://www.w3.org/2001/04/xmlenc#kw-aes128", new ContentCipher(Mode.KEY_WRAP, 16)),
            Map.entry("http://www.w3.org/2001/04/xmlenc#kw-aes192", new ContentCipher(Mode.KEY_WRAP, 24)),
            Map.entry("http://www.w3.org/2001/04/xmlenc#kw-aes256", new ContentCipher(Mode.KEY_WRAP, 32)),
            Map.entry("http://www.w3.org/2009/xmlenc11#kw-aes-128-pad", new ContentCipher(Mode.PADDED_KEY_WRAP, 16)),
            Map.entry("http://www.w3.org/2009/xmlenc11#kw-aes-192-pad", new ContentCipher(Mode.PADDED_KEY_WRAP, 24)),
            Map.entry("http://www.w3.org/2009/xmlenc11#kw-aes-256-pad", new ContentCipher(Mode.PADDED_KEY_WRAP, 32)));

    /** How octets are chained, and whether a changed one shows by itself. */
    enum Mode {
        /** Shows nothing: a MAC is needed. */
        CBC,
        /** NIST SP 800-38D. */
        GCM,
        /** RFC 3394. */
        KEY_WRAP,
        /** RFC 5649. */
        PADDED_KEY_WRAP
    }

    static ContentCipher of(String uri) {
        ContentCipher cipher = BY_URI.get(uri);
        if (cipher == null) {
            throw new RefusedFileException(
                    FileReason.ENCRYPTION_UNSUPPORTED,
                    "an encryption algorithm other than AES in CBC, GCM or key wrap");
        }
        return cipher;
    }

    boolean isAuthentic() {
        return mode != Mode.CBC;
    }

    /** The plain octets, the caller's to wipe; throws {@link BadPaddingException} where key and octets do not belong together. */
    byte[] open(byte[] key, byte[] octets) throws BadPaddingException {
        if (key.length != keyOctets) {
            throw new RefusedFileException(
                    FileReason.TRANSPORT_KEY_LENGTH, "the file needs a transport key of " + keyOctets + " octets");
        }
        try {
            return switch (mode) {
                case CBC -> openCbc(key, octets);
                case GCM -> openGcm(key, octets);
                case KEY_WRAP -> unwrap("AES/KW/NoPadding", key, octets);
                case PADDED_KEY_WRAP -> unwrap("AES/KWP/NoPadding", key, octets);
            };
        } catch (BadPaddingException e) {
            throw e;
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new BadPaddingException(e.getClass().getSimpleName());
        }
    }

    /** The last octet counts the padding, whatever stands before it (XML Encryption section 5.2). */
    private static byte[] openCbc(byte[] key, byte[] octets) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, aes(key), new IvParameterSpec(octets, 0, Math.min(BLOCK, octets.length)));
        byte[] padded = cipher.doFinal(octets, BLOCK, Math.max(0, octets.length - BLOCK));
        try {
            int padding = padded.length == 0 ? 0 : padded[padded.length - 1];
            if (padding < 1 || padding > BLOCK) {
                throw new BadPaddingException("padding");
            }
            return Arrays.copyOf(padded, padded.length - padding);
        } finally {
            Arrays.fill(padded, (byte) 0);
        }
    }

    private static byte[] openGcm(byte[] key, byte[] octets) throws GeneralSecurityException {
        if (octets.length < GCM_NONCE) {
            throw new AEADBadTagException("too short");
        }
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.DECRYPT_MODE, aes(key), new GCMParameterSpec(GCM_TAG_BITS, octets, 0, GCM_NONCE));
        return cipher.doFinal(octets, GCM_NONCE, octets.length - GCM_NONCE);
    }

    private static byte[] unwrap(String algorithm, byte[] key, byte[] octets) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(algorithm);
        cipher.init(Cipher.UNWRAP_MODE, aes(key));
        return cipher.unwrap(octets, "RAW", Cipher.SECRET_KEY).getEncoded();
    }

    private static SecretKeySpec aes(byte[] key) {
        return new SecretKeySpec(key, "AES");
    }
}
