package dev.countersign.push;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/** A private key as consoles of push services give it out: PKCS #8 in PEM (RFC 7468 section 10). */
public final class Pem {

    private static final String BEGIN = "-----BEGIN PRIVATE KEY-----";
    private static final String END = "-----END PRIVATE KEY-----";

    private Pem() {}

    /**
     * Throws {@link IllegalArgumentException}, which quotes nothing of the text, for anything else.
     *
     * @param algorithm of the key, as the JDK names it: RSA or EC
     */
    public static PrivateKey privateKey(String text, String algorithm) {
        String pem = text.strip();
        if (!pem.startsWith(BEGIN) || !pem.endsWith(END)) {
            throw new IllegalArgumentException("this is no private key in PEM");
        }
        byte[] octets = Base64.getMimeDecoder().decode(pem.substring(BEGIN.length(), pem.length() - END.length()));
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(octets));
        } catch (GeneralSecurityException e) {
            // The cause is left out: it may quote the key.
            throw new IllegalArgumentException("this is no private key for " + algorithm);
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }
}
