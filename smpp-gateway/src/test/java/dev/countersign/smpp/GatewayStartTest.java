package dev.countersign.smpp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.countersign.contracts.sms.v1.CarrierCallbacks;
import dev.countersign.contracts.sms.v1.GatewayBook;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A gateway that cannot start says why, so that its process ends instead of going on without the application. */
@SuppressWarnings("UnnecessaryAssignment") // no container fills them here
class GatewayStartTest {

    private static final int INTAKES = 2;
    private static final String WEB =
            "{'carriers': [{'name': 'web', 'url': 'https://api.example/v1', 'secretFile': 'web.secret', 'contentType':"
                    + " 'application/x-www-form-urlencoded', 'headers': {'Authorization': 'Bearer {secret}'}, 'body':"
                    + " 'To={to}&Body={text}&Ttl={validitySeconds}', 'id': '/sid'}], 'routes': [{'carrier': 'web'}]}";

    private final List<String> told = new ArrayList<>();
    private final ListMemory memory = new ListMemory();
    private final SmppGateway gateway = new SmppGateway();

    @TempDir
    private Path folder;

    @BeforeEach
    void prepare() throws IOException {
        Files.writeString(
                folder.resolve("sms-gateway.jwks"),
                "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"a\",\"k\":\"" + "A".repeat(43) + "\"}]}");
        GatewaySettings settings = new GatewaySettings();
        settings.instance = "gateway1";
        settings.keysDirectory = folder.toString();
        settings.carriers = Optional.empty();
        settings.password = Optional.empty();
        settings.maxUnsettled = 1;
        gateway.settings = settings;
        gateway.memory = memory;
        gateway.clock = Clock.systemUTC();
        gateway.threads = new Threads();
        gateway.refusal = new StartRefusal() {
            @Override
            void tell(String why) {
                told.add(why);
            }
        };
    }

    /** It is part of a queue's name, and the core keeps it in a column of 60 characters. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "two words",
                "all.*",
                "a#",
                "gatewäy",
                "0123456789012345678901234567890123456789012345678901234567890"
            })
    void itsNameIsNone(String name) {
        gateway.settings.instance = name;

        assertThatThrownBy(gateway::start).isInstanceOf(IllegalStateException.class);

        assertThat(told).singleElement().asString().contains("countersign.smpp.instance");
    }

    @Test
    void itsKeysAreMissing() throws IOException {
        Files.delete(folder.resolve("sms-gateway.jwks"));

        assertThatThrownBy(gateway::start).isInstanceOf(IllegalStateException.class);

        assertThat(told).singleElement().asString().contains("sms-gateway.jwks");
    }

    @Test
    void theFileOfItsCarriersIsDamaged() throws IOException {
        Path file = Files.writeString(folder.resolve("carriers.json"), "{\"carriers\": [");
        gateway.settings.carriers = Optional.of(file.toString());

        assertThatThrownBy(gateway::start).isInstanceOf(IllegalStateException.class);

        assertThat(told).singleElement().asString().contains(file + ": is no JSON object");
    }

    @Test
    void aFileThatTheCarriersNameIsMissing() throws IOException {
        Path file = Files.writeString(
                folder.resolve("carriers.json"),
                "{\"carriers\": [{\"name\": \"one\", \"addresses\": [\"127.0.0.1:2775\"], \"systemId\": \"x\","
                        + " \"passwordFile\": \"one.password\"}], \"routes\": []}");
        gateway.settings.carriers = Optional.of(file.toString());

        assertThatThrownBy(gateway::start).isInstanceOf(IllegalStateException.class);

        assertThat(told).singleElement().asString().contains("one.password cannot be read");
    }

    @Test
    void theKeysThatItShowsToItsOneCarrierAreNone() throws IOException {
        Path file = Files.writeString(folder.resolve("client.p12"), "no PKCS #12");
        single();
        gateway.settings.tls = true;
        gateway.settings.clientKeys = Optional.of(file.toString());
        gateway.settings.clientKeysPassword = Optional.of("secret");

        assertThatThrownBy(gateway::start).isInstanceOf(IllegalArgumentException.class);

        assertThat(told).singleElement().asString().contains("no PKCS #12 file").doesNotContain("secret");
    }

    /** Its own settings have none of the carriers that it is told a moment later. */
    @Test
    void aCallbackThatComesBeforeItWasToldItsCarriersIsToComeAgain() throws IOException {
        try (ServerSocket center = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            single();
            gateway.settings.port = center.getLocalPort();
            gateway.start();
            center.accept().close(); // ready: it binds

            assertThat(callBack()).isEqualTo(CarrierCallbacks.Taking.TOO_EARLY);
        } finally {
            gateway.stop();
        }
    }

    @Test
    void aCallbackOfACarrierThatItWasNotToldIsRefused() {
        gateway.start();
        try {
            assertThat(callBack()).isEqualTo(CarrierCallbacks.Taking.TOO_EARLY);

            memory.books.add(new GatewayBook(1, null, Map.of()));

            Polling.until(() -> callBack() == CarrierCallbacks.Taking.REFUSED);
        } finally {
            gateway.stop();
        }
        assertThat(callBack()).as("another gateway comes").isEqualTo(CarrierCallbacks.Taking.TOO_EARLY);
    }

    /** Else whoever signs wrongly would be asked to come again for ever. */
    @Test
    void whereOperatorsHaveSetNoCarriersACallbackIsRefusedAMinuteAfterTheStart() throws IOException {
        StandInClock clock = new StandInClock(Instant.parse("2026-01-01T00:00:00Z"));
        gateway.clock = clock;
        try (ServerSocket center = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            single();
            gateway.settings.port = center.getLocalPort();
            gateway.start();
            center.accept().close(); // ready: it binds
            assertThat(callBack()).isEqualTo(CarrierCallbacks.Taking.TOO_EARLY);
            assertThat(gateway.callBack("default", header -> null, new byte[0]))
                    .as("it knows that one")
                    .isEqualTo(CarrierCallbacks.Taking.REFUSED);

            clock.pass(Duration.ofMinutes(1));

            assertThat(callBack()).isEqualTo(CarrierCallbacks.Taking.REFUSED);
            clock.pass(Duration.ofHours(-1));
            assertThat(callBack()).as("the clock was set back").isEqualTo(CarrierCallbacks.Taking.REFUSED);
        } finally {
            gateway.stop();
        }
    }

    /** Nobody is there yet for what it says of the messages of the last life. */
    @Test
    void aCallbackThatComesBeforeTheMessagesOfTheLastLifeAreKnownIsToComeAgain() {
        single();
        memory.failures.set(Integer.MAX_VALUE);
        gateway.start();
        try {
            assertThat(gateway.callBack("default", header -> null, new byte[0]))
                    .isEqualTo(CarrierCallbacks.Taking.TOO_EARLY);
        } finally {
            gateway.stop();
        }
    }

    /** As where the machine has no thread left for a moment. */
    @Test
    @Timeout(60)
    void noErrorEndsAnIntake() {
        AtomicInteger rounds = new AtomicInteger();
        gateway.executor = idle();
        gateway.intake = new OrderIntake() {
            @Override
            public boolean takeNext(Duration patience, TakenPlaces places) {
                if (rounds.incrementAndGet() <= 2 * INTAKES) {
                    throw new OutOfMemoryError("unable to create native thread");
                }
                return false;
            }
        };
        memory.books.add(new GatewayBook(1, WEB.replace('\'', '"'), Map.of("web.secret", "sesame")));
        gateway.start();
        try {
            Polling.until(() -> rounds.get() > 3 * INTAKES);
        } finally {
            gateway.stop();
        }
    }

    /** Runs nothing. */
    private static ManagedExecutorService idle() {
        return (ManagedExecutorService) Proxy.newProxyInstance(
                ManagedExecutorService.class.getClassLoader(),
                new Class<?>[] {ManagedExecutorService.class},
                (proxy, method, arguments) -> null);
    }

    private CarrierCallbacks.Taking callBack() {
        return gateway.callBack("web", header -> null, new byte[0]);
    }

    private void single() {
        GatewaySettings settings = gateway.settings;
        settings.password = Optional.of("secret");
        settings.host = "127.0.0.1";
        settings.port = 1;
        settings.systemId = "x";
        settings.sourceAddress = "Countersign";
        settings.enquireLinkInterval = Duration.ofSeconds(30);
        settings.bindTimeout = Duration.ofSeconds(1);
        settings.submitTimeout = Duration.ofSeconds(1);
        settings.credentialPause = Duration.ofSeconds(1);
        settings.receiptWait = Duration.ofSeconds(1);
        settings.receiptIdForm = ReceiptIdForm.SAME;
        settings.window = 1;
    }

    /** Threads of this machine instead of the container's. */
    private static final class Threads implements ManagedThreadFactory {

        @Override
        public Thread newThread(Runnable work) {
            return new Thread(work);
        }

        @Override
        public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
            return ForkJoinPool.defaultForkJoinWorkerThreadFactory.newThread(pool);
        }
    }
}
