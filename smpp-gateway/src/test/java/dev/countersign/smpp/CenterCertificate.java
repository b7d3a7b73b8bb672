package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The certificate of a message center, good for 127.0.0.1. */
final class CenterCertificate {

    static final String PASSWORD = "changeit";

    private CenterCertificate() {}

    /** Makes it, and writes it down as smsc.p12 and smsc.pem. */
    static void make(Path folder) throws Exception {
        keytool(
                folder,
                "-genkeypair",
                "-alias",
                "smsc",
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=smsc",
                "-ext",
                "san=ip:127.0.0.1",
                "-validity",
                "3650",
                "-storetype",
                "PKCS12");
        keytool(
                folder,
                "-exportcert",
                "-rfc",
                "-alias",
                "smsc",
                "-file",
                folder.resolve("smsc.pem").toString());
    }

    /** Of the message center, which trusts its own certificate. */
    static SSLContext context(Path folder) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(folder.resolve("smsc.p12"))) {
            keys.load(file, PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("smsc", keys.getCertificate("smsc"));
        trust.init(trusted);
        context.init(factory.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static void keytool(Path folder, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", folder.resolve("smsc.p12").toString(), "-storepass", PASSWORD));
        Process tool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(tool.waitFor()).as("keytool").isZero();
    }
}
