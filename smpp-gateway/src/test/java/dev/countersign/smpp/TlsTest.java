package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jsmpp.bean.DeliverSm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SMPP over TLS: who is trusted, and under which name. */
@Timeout(120)
class TlsTest {

    private static final String STORE_PASSWORD = "changeit";

    @TempDir
    static Path folder;

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);

    private RawCenter center;

    @SuppressWarnings("NullAway.Init") // each test opens its own
    private SmppSession session;

    @BeforeAll
    static void makeCertificate() throws Exception {
        keytool(
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
                "-exportcert",
                "-rfc",
                "-alias",
                "smsc",
                "-file",
                folder.resolve("smsc.pem").toString());
    }

    @BeforeEach
    void listen() throws Exception {
        center = new RawCenter(
                context()
                        .getServerSocketFactory()
                        .createServerSocket(0, 10, InetAddress.getByAddress(new byte[] {127, 0, 0, 1})),
                (connection, command, sequence) -> new byte[0]);
    }

    @AfterEach
    void stop() throws Exception {
        timer.shutdownNow();
        session.close();
        center.close();
    }

    @Test
    void bindsWhereTheCertificateIsTrustedAndGoodForTheName() throws Exception {
        open("127.0.0.1", Optional.of(Files.readString(folder.resolve("smsc.pem"))));

        Polling.until(session::isBound);
        assertThat(center.received.get(0)).startsWith("00000009");
    }

    @Test
    void doesNotSendThePasswordToWhomNobodyTrusts() {
        open("127.0.0.1", Optional.empty());

        Polling.until(() -> session.state().lastFault().contains("SSLHandshakeException"));
        assertThat(center.received).isEmpty();
    }

    @Test
    void doesNotSendThePasswordToATrustedOneUnderAnotherName() throws Exception {
        open("localhost", Optional.of(Files.readString(folder.resolve("smsc.pem"))));

        Polling.until(() -> session.state().lastFault().contains("localhost"));
        assertThat(center.received).isEmpty();
    }

    @Test
    void refusesAuthoritiesThatAreNone() {
        open("127.0.0.1", Optional.empty());

        assertThatThrownBy(() -> new Tls(Optional.of("nothing")).context())
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void open(String host, Optional<String> authorities) {
        session = new SmppSession(
                new SmppSettings(
                        List.of(new SmppSettings.Address(host, center.port())),
                        new SmppSettings.Account("countersign", "secret12", ""),
                        Optional.of(new Tls(authorities)),
                        new SmppSettings.Timing(
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(10),
                                new Backoff(Duration.ofMillis(10), Duration.ofMillis(50)),
                                Duration.ofSeconds(30))),
                BindKind.TRANSCEIVER,
                new Deaf(),
                new Clockwork(timer, Clock.systemUTC(), new Random(1)));
        session.open();
    }

    private SSLContext context() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(folder.resolve("smsc.p12"))) {
            keys.load(file, STORE_PASSWORD.toCharArray());
        }
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, STORE_PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", folder.resolve("smsc.p12").toString(), "-storepass", STORE_PASSWORD));
        Process tool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(tool.waitFor()).as("keytool").isZero();
    }

    private static final class Deaf implements LinkListener {

        @Override
        public void linkChanged(boolean bound) {
            // The session is asked.
        }

        @Override
        public void delivered(DeliverSm deliver) {
            throw new AssertionError("nothing is delivered here");
        }
    }
}
