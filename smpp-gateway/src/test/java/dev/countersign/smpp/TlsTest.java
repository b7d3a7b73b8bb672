package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.contracts.sms.v1.SmsOrder;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLServerSocket;
import org.jsmpp.bean.DeliverSm;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SMPP over TLS: who is trusted, and under which name. */
@Timeout(120)
class TlsTest {

    @TempDir
    static Path folder;

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final ExecutorService links = Executors.newCachedThreadPool();

    private RawCenter center;

    private Optional<ClientKeys> keys = Optional.empty();

    @SuppressWarnings("NullAway.Init") // each test opens its own
    private SmppSession session;

    @BeforeAll
    static void makeCertificate() throws Exception {
        CenterCertificate.make(folder);
    }

    @BeforeEach
    void listen() throws Exception {
        center = center(false);
    }

    private static RawCenter center(boolean asksForCertificates) throws Exception {
        return center(asksForCertificates, (connection, command, sequence) -> new byte[0]);
    }

    private static RawCenter center(boolean asksForCertificates, RawCenter.Surprise surprise) throws Exception {
        SSLServerSocket socket = (SSLServerSocket) CenterCertificate.context(folder)
                .getServerSocketFactory()
                .createServerSocket(0, 10, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}));
        socket.setNeedClientAuth(asksForCertificates);
        return new RawCenter(socket, surprise);
    }

    @AfterEach
    void stop() throws Exception {
        timer.shutdownNow();
        links.shutdownNow();
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

    /** TLS would have its own end wait for the write. */
    @Test
    void aCenterThatReadsNothingMoreIsLeftAtOnce() throws Exception {
        CompletableFuture<Void> over = new CompletableFuture<>();
        center.close();
        center = center(false, (connection, command, sequence) -> {
            if (command == RawCenter.SUBMIT_SM) {
                over.join();
            }
            return new byte[0];
        });
        open("127.0.0.1", Optional.of(Files.readString(folder.resolve("smsc.pem"))));
        Polling.until(session::isBound);
        UnreadLinkTest.fill(session, links);

        try {
            CompletableFuture.runAsync(session::close, links).get(8, TimeUnit.SECONDS);
        } finally {
            over.complete(null);
        }

        assertThat(session.isBound()).isFalse();
    }

    @Test
    void refusesAuthoritiesThatAreNone() {
        open("127.0.0.1", Optional.empty());

        assertThatThrownBy(() -> new Tls(Optional.of("nothing"), Optional.empty()).context())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void showsItsCertificateToWhomAsksForOne() throws Exception {
        center.close();
        center = center(true);
        keys = Optional.of(new ClientKeys(octets("smsc.p12"), CenterCertificate.PASSWORD));

        open("127.0.0.1", Optional.of(Files.readString(folder.resolve("smsc.pem"))));

        Polling.until(session::isBound);
        assertThat(center.received.get(0)).startsWith("00000009");
    }

    @Test
    void isNotTakenWithoutTheCertificateThatIsAskedFor() throws Exception {
        center.close();
        center = center(true);

        open("127.0.0.1", Optional.of(Files.readString(folder.resolve("smsc.pem"))));

        Polling.until(() -> !session.state().lastFault().isEmpty());
        assertThat(session.isBound()).isFalse();
        assertThat(center.received).isEmpty();
    }

    /** No certificate that is trusted, or none of ours where one is asked for: either way nobody has read the message. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aMessageThatFailsAtTheHandshakeIsKnownNotToHaveGone(boolean trusted) throws Exception {
        open("127.0.0.1", Optional.empty());
        center.close();
        center = center(trusted);
        Optional<String> authorities =
                trusted ? Optional.of(Files.readString(folder.resolve("smsc.pem"))) : Optional.empty();

        try (Provider provider = new Provider()) {
            HttpAccess plain = provider.access(Duration.ofSeconds(20));
            HttpCenter web = new HttpCenter(
                    new HttpAccess(
                            URI.create("https://127.0.0.1:" + center.port() + "/"),
                            plain.form(),
                            plain.answer(),
                            Optional.empty(),
                            Optional.of(new Tls(authorities, Optional.empty())),
                            plain.submitTimeout()),
                    new Senders(SmppAddress.source("Countersign"), Map.of()),
                    StatusTable.STANDARD,
                    submitters -> {},
                    Clock.systemUTC());
            web.open();
            Instant now = Instant.now();
            SmsOrder order = new SmsOrder(UUID.randomUUID(), "+4915112345678", "Code", now, now.plusSeconds(600));

            SubmitAnswer answer = web.write(order, 1).submit(0, now);

            assertThat(web.links().get(0).lastFault()).isEqualTo("SSLHandshakeException");
            assertThat(answer.kind()).isEqualTo(SubmitAnswer.Kind.REFUSED);
            assertThat(CommandStatus.of(answer.commandStatus())).isEqualTo(CommandStatus.RETRY);
            assertThat(center.received).isEmpty();
        }
    }

    @Test
    void refusesClientKeysThatItCannotOpen() throws Exception {
        open("127.0.0.1", Optional.empty());

        assertThatThrownBy(() -> new ClientKeys(octets("smsc.p12"), "secret12").managers())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret12");
        assertThatThrownBy(() -> new ClientKeys("", CenterCertificate.PASSWORD).managers())
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ClientKeys(withoutKey(), CenterCertificate.PASSWORD).managers())
                .hasMessageContaining("no private key");
        assertThat(new Tls(Optional.empty(), Optional.of(new ClientKeys("AAAA", "secret12"))).toString())
                .contains("client keys")
                .doesNotContain("secret12", "AAAA");
    }

    private static String octets(String name) {
        return new NamedFiles.OnDisk(folder).octets(name);
    }

    private static String withoutKey() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        try (InputStream file = Files.newInputStream(folder.resolve("smsc.pem"))) {
            store.setCertificateEntry(
                    "smsc", CertificateFactory.getInstance("X.509").generateCertificate(file));
        }
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        store.store(octets, CenterCertificate.PASSWORD.toCharArray());
        return Base64.getEncoder().encodeToString(octets.toByteArray());
    }

    private void open(String host, Optional<String> authorities) {
        session = new SmppSession(
                new SmppSettings(
                        List.of(new SmppSettings.Address(host, center.port())),
                        new SmppSettings.Account("countersign", "secret12", ""),
                        Optional.of(new Tls(authorities, keys)),
                        new SmppSettings.Timing(
                                Duration.ofSeconds(30),
                                Duration.ofSeconds(10),
                                Duration.ofSeconds(10),
                                new Backoff(Duration.ofMillis(10), Duration.ofMillis(50)),
                                Duration.ofSeconds(30))),
                BindKind.TRANSCEIVER,
                Duration.ZERO,
                new Deaf(),
                new Clockwork(timer, links, Clock.systemUTC(), new Random(1)));
        session.open();
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
