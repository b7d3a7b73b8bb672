package dev.countersign.push.apns;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.pushy.apns.auth.ApnsVerificationKey;
import com.eatthepath.pushy.apns.server.MockApnsServer;
import com.eatthepath.pushy.apns.server.MockApnsServerBuilder;
import com.eatthepath.pushy.apns.server.PushNotificationHandler;
import com.eatthepath.pushy.apns.server.PushNotificationHandlerFactory;
import com.eatthepath.pushy.apns.server.ValidatingPushNotificationHandlerFactory;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.impl.ECDSA;
import com.nimbusds.jose.util.Base64URL;
import dev.countersign.push.ApnsAddress;
import dev.countersign.push.BoundedHttp;
import dev.countersign.push.PushNotification;
import dev.countersign.push.PushOutcome;
import io.netty.channel.nio.NioEventLoopGroup;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/2 and TLS with a server of another make, which looks at the token, the topic and the device as APNs does. */
@Timeout(60)
class ApnsOverHttp2Test {

    private static final String PASSWORD = "changeit";
    private static final String TOPIC = "dev.countersign.app";
    private static final ApnsAddress PHONE = new ApnsAddress("0123456789abcdef".repeat(4));
    private static final ApnsAddress GONE = new ApnsAddress("f".repeat(64));
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    private static Path folder;

    private static KeyStore store;

    private final CountDownLatch closing = new CountDownLatch(1);
    private final NioEventLoopGroup threads = new NioEventLoopGroup(2);
    private @Nullable MockApnsServer server;

    @BeforeAll
    static void makeCertificate() throws Exception {
        Path file = folder.resolve("apns.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "apns",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost",
                        "-validity",
                        "1",
                        "-keystore",
                        file.toString(),
                        "-storetype",
                        "PKCS12",
                        "-storepass",
                        PASSWORD)
                .inheritIO()
                .start();
        assertThat(keytool.waitFor()).isZero();
        store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD.toCharArray());
        }
    }

    @AfterEach
    void stop() throws Exception {
        closing.countDown();
        Objects.requireNonNull(server).shutdown().get();
        threads.shutdownGracefully(0, 0, TimeUnit.SECONDS).await();
    }

    @Test
    void isTakenByAServerThatLooksCloser() throws Exception {
        ApnsSender sender = sender(strict(), PATIENCE);

        assertThat(sender.send(PHONE, notification())).isEqualTo(PushOutcome.sent());
        assertThat(sender.send(PHONE, notification())).isEqualTo(PushOutcome.sent());
        assertThat(sender.send(GONE, notification())).isEqualTo(PushOutcome.dead("status 410 Unregistered"));
    }

    @Test
    void aConnectionThatSaysNothingIsNotUsedAgain() throws Exception {
        PushNotificationHandler silent = (headers, payload) -> awaitClose();
        PushNotificationHandler[] connections = {silent, (headers, payload) -> {}};
        int[] opened = {0};
        ApnsSender sender = sender(session -> connections[opened[0]++], Duration.ofSeconds(2));

        assertThat(sender.send(PHONE, notification()).kind()).isEqualTo(PushOutcome.Kind.FAILED);

        assertThat(sender.send(PHONE, notification())).isEqualTo(PushOutcome.sent());
        assertThat(opened[0]).isEqualTo(2);
    }

    private ApnsSender sender(PushNotificationHandlerFactory handlers, Duration patience) throws Exception {
        MockApnsServer mock = new MockApnsServerBuilder()
                .setServerCredentials(
                        new X509Certificate[] {(X509Certificate) store.getCertificate("apns")},
                        (PrivateKey) store.getKey("apns", PASSWORD.toCharArray()),
                        null)
                .setUseAlpn(true)
                .setEventLoopGroup(threads)
                .setHandlerFactory(handlers)
                .build();
        server = mock;
        int port = mock.start(0).get();
        BoundedHttp http = new BoundedHttp(HttpClient.newBuilder().sslContext(trust()), patience, patience);
        return new ApnsSender(ApnsAccounts.at("https://localhost:" + port), http, Clock.systemUTC());
    }

    /** The server reads signatures in DER, where a JWS has two numbers (RFC 7518 section 3.4): they are rewritten on their way. */
    private static PushNotificationHandlerFactory strict() throws Exception {
        ApnsVerificationKey key =
                new ApnsVerificationKey("KEY1234567", "TEAM123456", (ECPublicKey) ApnsAccounts.PAIR.getPublic());
        PushNotificationHandlerFactory validating = new ValidatingPushNotificationHandlerFactory(
                Map.of(TOPIC, Set.of(PHONE.deviceToken(), GONE.deviceToken())),
                Map.of(GONE.deviceToken(), Instant.EPOCH),
                Map.of("KEY1234567", key),
                Map.of(key, Set.of(TOPIC)));
        return session -> {
            PushNotificationHandler handler = validating.buildHandler(session);
            return (headers, payload) -> {
                String authorization = headers.get("authorization").toString();
                handler.handlePushNotification(headers.set("authorization", inDer(authorization)), payload);
            };
        };
    }

    private static String inDer(String authorization) {
        int signature = authorization.lastIndexOf('.') + 1;
        try {
            byte[] der = ECDSA.transcodeSignatureToDER(new Base64URL(authorization.substring(signature)).decode());
            return authorization.substring(0, signature) + Base64URL.encode(der);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static SSLContext trust() throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("apns", store.getCertificate("apns"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static PushNotification notification() {
        return new PushNotification(
                UUID.randomUUID(), "LOGIN", "Confirm", "Öffnen", Duration.ofMinutes(3), Optional.of("login"));
    }

    private void awaitClose() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
