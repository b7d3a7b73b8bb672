package dev.countersign.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.countersign.launcher.Broker;
import dev.countersign.launcher.Database;
import dev.countersign.launcher.Installation;
import dev.countersign.launcher.ProductOptions;
import dev.countersign.launcher.RunningProduct;
import dev.countersign.launcher.ServerNode;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntFunction;

/** The product under test: the server with the test clock and the simulator, as the run command starts them. */
public final class Product implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(8);

    private static final Path PROJECT = Path.of("").toAbsolutePath().getParent();

    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private final Path folder;
    private final int carrierPort;
    private final RunningProduct running;
    private final Path demoFile;
    private final ServerTime time;

    private Product(ProductOptions options) {
        folder = options.folder();
        carrierPort = options.ports().simulatorSmpp();
        try {
            running = RunningProduct.start(options, new SecureRandom());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            running.awaitReady(START_LIMIT);
            demoFile = running.writeDemoFile();
            time = new ServerTime(http(), new AtomicReference<>(Duration.ZERO));
        } catch (IOException e) {
            close();
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** On an H2 file, in a folder that is emptied first. */
    public static Product onH2(Path folder) {
        return new Product(options(folder));
    }

    /** The same with settings of the server, as system properties. */
    static Product onH2(Path folder, Map<String, String> settings) {
        ProductOptions options = options(folder);
        Map<String, String> all = new HashMap<>(options.settings());
        all.putAll(settings);
        return new Product(options.withSettings(all));
    }

    /** The exit code of one that cannot start with some settings, which ends by itself within the limit. */
    static int endOfStart(Path folder, Map<String, String> settings, Duration limit) {
        ProductOptions options = options(folder);
        Map<String, String> all = new HashMap<>(options.settings());
        all.putAll(settings);
        try (RunningProduct failing = RunningProduct.start(options.withSettings(all), new SecureRandom())) {
            return failing.awaitServerEnd(limit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same with a broker outside of the server. */
    public static Product onH2(Path folder, OutsideBroker broker) {
        return new Product(options(folder).withBroker(broker.address()));
    }

    /**
     * With the carriers of the file {@code carriers.json} in the folder, which is written before the start.
     *
     * @param carriers makes the file's text of the port at which the simulated carrier listens; its password stands in
     *     {@code carrier.password}
     */
    static Product onH2WithCarriers(Path folder, IntFunction<String> carriers) {
        return new Product(withCarriers(options(folder), carriers));
    }

    /** The same on a PostgreSQL and with a broker that other nodes share. */
    static Product onPostgresWithCarriers(Path folder, Database database, Broker broker, IntFunction<String> carriers) {
        return new Product(withCarriers(options(folder).withDatabase(database).withBroker(broker), carriers));
    }

    private static ProductOptions withCarriers(ProductOptions options, IntFunction<String> carriers) {
        String password = "q7xk2mzd";
        Path file = options.folder().resolve("carriers.json");
        try {
            Files.createDirectories(options.folder());
            Files.writeString(options.folder().resolve("secrets.json"), "{\"smppPassword\":\"" + password + "\"}");
            Files.writeString(options.folder().resolve("carrier.password"), password);
            Files.writeString(file, carriers.apply(options.ports().simulatorSmpp()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Map<String, String> all = new HashMap<>(options.settings());
        all.put("countersign.smpp.carriers", file.toString());
        return options.withSettings(all);
    }

    static Product onPostgres(Path folder, EmbeddedPostgres postgres) {
        return new Product(options(folder).withDatabase(database(postgres, "postgres")));
    }

    /** The product without the test clock on the default server and PostgreSQL. */
    static Product ofTheProductEar(Path folder, EmbeddedPostgres postgres, String database) {
        return new Product(productOptions(folder).withDatabase(database(postgres, database)));
    }

    /** The same on the second server. */
    static Product ofTheProductEarOnPayara(Path folder, EmbeddedPostgres postgres, String database) {
        ProductOptions options = productOptions(folder).onPayara().withDatabase(database(postgres, database));
        return new Product(options);
    }

    private static Database database(EmbeddedPostgres postgres, String name) {
        String url = "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + name;
        return new Database("postgresql", url, "postgres", "postgres");
    }

    /** On a PostgreSQL that other nodes share. */
    static Product onPostgres(Path folder, Database database) {
        return new Product(options(folder).withDatabase(database));
    }

    /** Tests call from many addresses, so this machine stands for a proxy that names them. */
    private static ProductOptions productOptions(Path folder) {
        empty(folder);
        return ProductOptions.in(folder, Installation.of(PROJECT))
                .withSettings(Map.of(
                        "countersign.http.trusted-proxies",
                        "127.0.0.1",
                        // Tests of it ask for it in a jurisdiction of their own.
                        "countersign.authenticator.renewal-after",
                        "4",
                        "countersign.authenticator.invitation",
                        "0",
                        // A card is asked for from the day of its shipment on.
                        "countersign.card.enforced-after",
                        "PT0S",
                        // The push service of tests is on this machine.
                        "countersign.push.web.loopback",
                        "true"));
    }

    /**
     * Passwords cost little here: thousands are hashed by a server that lives for minutes. Nor is a receipt waited for as long as the
     * product as delivered does; the simulated carrier sends it at once.
     */
    private static ProductOptions options(Path folder) {
        ProductOptions options = productOptions(folder).withTestClock();
        Map<String, String> all = new HashMap<>(options.settings());
        all.put("countersign.password.argon2-memory-kib", "1024");
        all.put("countersign.smpp.receipt-wait", "PT8S");
        return options.withSettings(all);
    }

    /** From a network address that no other test calls from. */
    public Http http() {
        return Http.to(running.address()).from(ADDRESSES.incrementAndGet());
    }

    public Portal portal() {
        return new Portal(http());
    }

    /** What has come to a user by now. Orders leave in their order, so those before the one that is waited for here have left too. */
    List<String> settledTexts(TestUser user) {
        awaitAnotherSms();
        return inbox().texts(user.number());
    }

    /** The same of his codes: of what happens to him he is told as well. */
    List<String> settledCodes(TestUser user) {
        awaitAnotherSms();
        return inbox().codes(user);
    }

    private void awaitAnotherSms() {
        TestUser next = operator().newUser();
        portal().begin(next);
        inbox().code(next);
    }

    public Operator operator() {
        return new Operator(http().as(running.operatorToken()));
    }

    /** What a scrape says. The token is needed, since this machine stands for a proxy. */
    Answer metrics() {
        return operator().http().get("/metrics");
    }

    /** Another operator than the first. */
    Operator secondOperator() {
        return new Operator(http().as(running.secondOperatorToken()));
    }

    /** A new back office. */
    BackOffice backOffice() {
        Answer created = operator().newSoapClient();
        return new BackOffice(http(), created.text("name"), created.text("secret"), time::now);
    }

    public String operatorToken() {
        return running.operatorToken();
    }

    String secondOperatorToken() {
        return running.secondOperatorToken();
    }

    public Inbox inbox() {
        return new Inbox(Http.to(running.simulatorAddress()));
    }

    /** The carrier of the settings as a book of carriers has it; its secret is {@link #carrierPassword}. */
    String carrierJson() {
        return "{\"name\": \"default\", \"addresses\": [\"127.0.0.1:" + carrierPort
                + "\"], \"systemId\": \"countersign\", \"passwordFile\": \"default.password\"}";
    }

    String carrierPassword() {
        try {
            return new ObjectMapper()
                    .readTree(folder.resolve("secrets.json").toFile())
                    .path("smppPassword")
                    .asText();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    PushStandIn pushService() {
        return new PushStandIn(inbox().http());
    }

    public ServerTime time() {
        return time;
    }

    /** The file of the embedded database. */
    Path database() {
        return running.data().resolve("countersign.mv.db");
    }

    /** The folder in which the broker keeps its messages. */
    Path journal() {
        return running.data().resolve("activemq");
    }

    /** The folder with the key files. */
    Path keys() {
        return folder.resolve("keys");
    }

    /** Logs of server and simulator's console. */
    Path logs() {
        return running.serverLog().getParent();
    }

    /** The embedded database of a server that is stopped. */
    Connection openDatabase() throws SQLException {
        Database database = Database.h2(running.data());
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }

    /** The copy of the EAR that the server was given. */
    Path deployment() {
        return running.deployment();
    }

    Path demoFile() {
        return demoFile;
    }

    public JsonNode demo() {
        try {
            return new ObjectMapper().readTree(demoFile.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A further server; the caller closes it before this product. */
    Node addNode(String name, Database database) {
        try {
            ServerNode node = running.addNode(name, database);
            return Node.ready(node, START_LIMIT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long serverPid() {
        return running.serverPid();
    }

    /** Ends the server as a crash would, until {@link #startServer}. */
    void killServer() {
        running.killServer();
    }

    /** Waits until the server has ended by itself, until {@link #startServer}; its exit code. */
    int awaitServerEnd(Duration limit) {
        return running.awaitServerEnd(limit);
    }

    /** As its operator would, until {@link #startServer}. */
    void stopServer() {
        running.stopServer();
    }

    /** Starts the stopped or killed server on the same data and waits until it is ready. */
    void startServer() {
        try {
            running.startServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        running.awaitReady(START_LIMIT);
        time.advance(Duration.ZERO);
    }

    /** The carrier is gone, and with it what it has shown. */
    public void killCarrier() {
        running.killSimulator();
    }

    void startCarrier() {
        startCarrierAlone();
        running.awaitReady(START_LIMIT);
    }

    /** While the server does not run; the carrier answers when this returns. */
    void startCarrierAlone() {
        try {
            running.startSimulator();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Eventually.get("the carrier", START_LIMIT, this::findCarrier);
    }

    private Optional<Long> findCarrier() {
        try {
            return Optional.of(inbox().submitted());
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    /** Starts both after both were killed. */
    void startBoth() {
        startCarrierAlone();
        try {
            running.startServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        running.awaitReady(START_LIMIT);
        time.advance(Duration.ZERO);
    }

    /** As a crash would, and then on the same data; the server's time goes on where it was. */
    void killAndRestartServer() {
        killServer();
        startServer();
    }

    @Override
    public void close() {
        try {
            running.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes it with all that is in it. */
    static void empty(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path directory, IOException failure) throws IOException {
                    Files.delete(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
