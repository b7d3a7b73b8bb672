package dev.countersign.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.countersign.launcher.Broker;
import dev.countersign.launcher.BrokerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Two servers that have one broker outside of both, as {@code docker/artemis/broker.xml} describes it.
 *
 * @param wire between the servers and the broker
 */
record SharedBroker(BrokerProcess broker, TcpProxy wire, Cluster servers) implements AutoCloseable {

    /**
     * All three are new and empty.
     *
     * @param carriers makes the file of carriers of the port at which the simulated carrier listens
     */
    static SharedBroker start(IntFunction<String> carriers) {
        Path folder = ForkFolder.of("run-shared-broker");
        Product.empty(folder);
        BrokerProcess broker = OutsideBroker.start(folder.resolve("broker")).process();
        TcpProxy wire = new TcpProxy(broker.broker().port());
        Broker reached = new Broker(
                "127.0.0.1",
                wire.port(),
                broker.broker().user(),
                broker.broker().password());
        try {
            return new SharedBroker(
                    broker,
                    wire,
                    Cluster.start(
                            Cluster.PATIENT,
                            database -> Product.onPostgresWithCarriers(
                                    folder.resolve("product"), database, reached, carriers)));
        } catch (RuntimeException e) {
            wire.close();
            broker.close();
            throw e;
        }
    }

    /** A login that was begun, and its user. */
    record Login(TestUser user, Portal.Attempt attempt) {}

    List<TestUser> users(int count) {
        return Stream.generate(() -> servers.a().operator().newUser())
                .limit(count)
                .toList();
    }

    /** On A and B in turn. Nothing if the login was refused, as a server may that cannot keep it. */
    Optional<Login> begin(TestUser user, int number) {
        Portal portal = number % 2 == 0 ? servers.a().portal() : servers.b().portal();
        Answer begun = portal.begin(user.userName(), user.password());
        assertThat(begun.status()).as(begun.toString()).isIn(201, 503);
        return begun.status() == 503
                ? Optional.empty()
                : Optional.of(new Login(user, Portal.Attempt.of(begun, portal.http())));
    }

    /** The message key of the only order to a user's number. */
    String key(TestUser user) {
        return servers.text("select message_key from sms_outbox where e164 = ?", user.number());
    }

    /** Keys of the orders about which a gateway has logged this event; the gateway of A, and that of B. */
    Set<String> loggedByA(String event) {
        return logged(servers.a().logs(), event);
    }

    Set<String> loggedByB(String event) {
        return logged(servers.b().logs(), event);
    }

    private static Set<String> logged(Path logs, String event) {
        Pattern line = Pattern.compile("sms\\.order key=([0-9a-f-]{36}) event=" + event + " ");
        try (Stream<Path> files = Files.list(logs)) {
            return files.filter(file -> file.getFileName().toString().startsWith("server.log"))
                    .flatMap(SharedBroker::lines)
                    .flatMap(text -> line.matcher(text).results())
                    .map(found -> found.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            servers.close();
        } finally {
            wire.close();
            broker.close();
        }
    }
}
