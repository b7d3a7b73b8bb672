package dev.countersign.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * Makes the SMSC one that speaks TLS and lets nobody in without a certificate.
 *
 * @param file a PKCS #12 file with the SMSC's own key, and the certificates of those whose clients it takes
 * @param password of the file
 */
public record SmppKeys(Path file, String password) {

    /** A socket that is not bound yet. */
    ServerSocket socket() throws IOException {
        char[] secret = password.toCharArray();
        try (InputStream octets = Files.newInputStream(file)) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(octets, secret);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, secret);
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
            SSLServerSocket socket =
                    (SSLServerSocket) context.getServerSocketFactory().createServerSocket();
            socket.setNeedClientAuth(true);
            return socket;
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException(file + " is no PKCS #12 file of this password", e);
        }
    }

    /** The file and never the password. */
    @Override
    public String toString() {
        return "SmppKeys[" + file + "]";
    }
}
