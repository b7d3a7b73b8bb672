package dev.countersign.smpp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.Collections;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/**
 * The key and the certificate by which a message center knows the gateway (TLS 1.3, RFC 8446 section 4.4.2). {@code toString} shows
 * none of it.
 *
 * @param pkcs12 a PKCS #12 file (RFC 7292) in Base64, with one private key
 * @param password of the file and of the key in it
 */
record ClientKeys(String pkcs12, String password) {

    /** Throws {@link IllegalArgumentException} that says what is wrong, and never the password. */
    KeyManager[] managers() {
        char[] secret = password.toCharArray();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(Base64.getMimeDecoder().decode(pkcs12)), secret);
            if (Collections.list(store.aliases()).stream().noneMatch(alias -> isKey(store, alias))) {
                throw new IllegalArgumentException("the client's PKCS #12 file has no private key");
            }
            KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            factory.init(store, secret);
            return factory.getKeyManagers();
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException(
                    "the client's keys are no PKCS #12 file, or the password does not open it", e);
        }
    }

    private static boolean isKey(KeyStore store, String alias) {
        try {
            return store.isKeyEntry(alias);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a loaded key store", e);
        }
    }

    @Override
    public String toString() {
        return "ClientKeys[]";
    }
}
