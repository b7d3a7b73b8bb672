package dev.countersign.smpp;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * Encrypted connections to a message center. Its certificate must be good for the host that is called, by an authority
 * that is trusted.
 *
 * @param authorities certificates (PEM) of those who are trusted instead of the authorities of the Java runtime
 * @param keys by which the gateway shows who it is, where the message center asks; empty where it shows nothing
 */
record Tls(Optional<String> authorities, Optional<ClientKeys> keys) {

    /**
     * A context that trusts these authorities and has these keys.
     *
     * @throws IllegalArgumentException when there is no certificate in them, or the keys cannot be opened
     */
    SSLContext context() {
        KeyManager @Nullable [] managers = keys.map(ClientKeys::managers).orElse(null);
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(authorities.isPresent() ? keyStore(authorities.get()) : null);
            context.init(managers, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalArgumentException("the authorities are no certificates in PEM form", e);
        }
    }

    private static KeyStore keyStore(String pem) throws GeneralSecurityException, IOException {
        Collection<? extends Certificate> certificates = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
        if (certificates.isEmpty()) {
            throw new GeneralSecurityException("no certificate");
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (Certificate certificate : certificates) {
            store.setCertificateEntry(String.valueOf(store.size()), certificate);
        }
        return store;
    }

    /** Whom it trusts, not at length. */
    @Override
    public String toString() {
        return "Tls[" + (authorities.isPresent() ? "own authorities" : "authorities of the runtime")
                + (keys.isPresent() ? ", client keys]" : "]");
    }
}
