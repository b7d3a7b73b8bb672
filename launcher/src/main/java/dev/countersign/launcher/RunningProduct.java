package dev.countersign.launcher;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Server and simulator of one folder, as two processes that end with this object. One thread uses it; {@link #close()} may
 * come from another one.
 */
public final class RunningProduct implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final int LOG_LINES = 15;

    private final ProductOptions options;
    private final RunFolder folder;
    private final RunLock lock;
    private final Secrets secrets;
    private final Addresses addresses;
    private final ProductClient client;
    private @Nullable Child simulator;
    private @Nullable Child server;
    private boolean closed;

    private RunningProduct(ProductOptions options, RunFolder folder, RunLock lock, Secrets secrets) {
        this.options = options;
        this.folder = folder;
        this.lock = lock;
        this.secrets = secrets;
        this.addresses = new Addresses(options.ports());
        this.client = new ProductClient(addresses);
    }

    /**
     * Makes what is missing in the folder (keys, operator) and starts both processes. Returns before they are ready.
     *
     * @throws LaunchException if a port is in use, the folder is in use, or a program fails
     */
    public static RunningProduct start(ProductOptions options, SecureRandom random) throws IOException {
        RunFolder folder = new RunFolder(options.folder());
        RunningProduct product = prepare(options, random, folder, RunLock.take(folder));
        try {
            product.startSimulator();
            product.startServer();
            return product;
        } catch (IOException | RuntimeException e) {
            product.close();
            throw e;
        }
    }

    /** Everything before the first process; the lock is given back when this fails or the product is closed. */
    static RunningProduct prepare(ProductOptions options, SecureRandom random, RunFolder folder, RunLock lock)
            throws IOException {
        try {
            options.ports().firstBusy().ifPresent(busy -> {
                throw new LaunchException(busy);
            });
            folder.create();
            Files.deleteIfExists(folder.demoFile());
            Secrets secrets = Secrets.load(folder.secretsFile(), random);
            CommandLine programs = new CommandLine(options.installation());
            programs.createKeys(folder);
            DemoCards.of(folder.cardsFile(), random);
            createOperators(secrets, programs, options, random);
            return new RunningProduct(options, folder, lock, secrets);
        } catch (IOException | RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /** Two of them: some things take a second person. */
    private static void createOperators(
            Secrets secrets, CommandLine programs, ProductOptions options, SecureRandom random) throws IOException {
        List<String> missing = Stream.of(Secrets.OPERATOR_TOKEN, Secrets.SECOND_OPERATOR_TOKEN)
                .filter(name -> !secrets.contains(name))
                .toList();
        if (missing.isEmpty()) {
            return;
        }
        // Names of their own, because a start that was cut short may have left operators without a known token.
        List<String> names = missing.stream()
                .map(any -> "run-" + HexFormat.of().toHexDigits(random.nextInt()))
                .toList();
        List<String> tokens = programs.createOperators(names, options.database());
        for (int i = 0; i < missing.size(); i++) {
            secrets.put(missing.get(i), tokens.get(i));
        }
    }

    /**
     * Waits until server and simulator answer.
     *
     * @throws LaunchException if one of them ends, the deployment fails, or the time is over; it says what is missing
     */
    public void awaitReady(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        Optional<String> missing = missing();
        while (missing.isPresent()) {
            requireAlive(started(simulator));
            if (started(server).endsWithin(POLL) || Files.exists(serverProcess().failureMarker())) {
                throw failure("The server did not start");
            }
            if (System.nanoTime() > deadline) {
                throw failure("Not ready after " + limit.toSeconds() + " s: " + missing.get());
            }
            missing = missing();
        }
    }

    private Optional<String> missing() {
        return client.missing(addresses.simulator("/simulator/counters"))
                .or(() -> client.missing(addresses.product("/health/ready")));
    }

    private static void requireAlive(Child child) {
        if (!child.isAlive()) {
            throw new LaunchException("The " + child.name() + " ended with exit code " + child.exitCode() + ".");
        }
    }

    private LaunchException failure(String what) {
        Path log = serverProcess().log();
        List<String> lines = ServerLog.lastLines(log, LOG_LINES);
        return new LaunchException(what + ". The end of " + log + ":\n  " + String.join("\n  ", lines));
    }

    /** Creates the demonstration users that are missing. The product must be ready. */
    Demo seed() throws IOException {
        List<DemoUser> users = DemoUser.all(secrets);
        client.seed(users, operatorToken());
        client.allowDevices(operatorToken());
        DemoCards cards = new DemoCards(Files.readString(folder.cardsFile()));
        client.seedCards(cards, DemoUser.WITH_CARDS, operatorToken(), secondOperatorToken());
        return new Demo(addresses, options.edition(), operatorToken(), secondOperatorToken(), users, cards.list());
    }

    /** Has the demonstration's plastic grid cards made, if they are missing; yields the serial of the one that was sent to a user. */
    String seedGridCards() throws IOException {
        return client.seedGridCards(
                folder.gridCardsFile(), DemoUser.WITH_CARDS, operatorToken(), secondOperatorToken());
    }

    /**
     * Creates the demonstration users that are missing and writes {@code demo.json} as the run command does. The product
     * must be ready.
     *
     * @return the file, readable by its owner alone
     */
    public Path writeDemoFile() throws IOException {
        return writeDemoFile(seed());
    }

    Path writeDemoFile(Demo demo) throws IOException {
        OwnerOnly.write(folder.demoFile(), demo.toJson() + "\n");
        return folder.demoFile();
    }

    /** Root of the product's HTTP address, with a slash at its end. */
    public URI address() {
        return addresses.product("/");
    }

    /** Root of the simulator's HTTP address, with a slash at its end. */
    public URI simulatorAddress() {
        return addresses.simulator("/");
    }

    /** Bearer token for {@code /admin}. */
    public String operatorToken() {
        return secrets.get(Secrets.OPERATOR_TOKEN);
    }

    /** Bearer token of another operator, for what takes two. */
    public String secondOperatorToken() {
        return secrets.get(Secrets.SECOND_OPERATOR_TOKEN);
    }

    /** One JSON object a line; older lines in {@code server.log.1} and so on. */
    public Path serverLog() {
        return serverProcess().log();
    }

    /** The copy of the EAR that the server was given. */
    public Path deployment() {
        return serverProcess().deployment();
    }

    /** Folder of the database file and, on the default server, of the message journal. */
    public Path data() {
        return folder.data();
    }

    /** Process id of the server, of the last one if it is stopped. */
    public long serverPid() {
        return started(server).pid();
    }

    /** Stops the server as its operator would (SIGTERM). */
    public void stopServer() {
        started(server).stop(STOP_LIMIT);
    }

    /**
     * Waits until the server has ended by itself.
     *
     * @return its exit code
     * @throws LaunchException if it goes on
     */
    public int awaitServerEnd(Duration limit) {
        Child running = started(server);
        if (!running.endsWithin(limit)) {
            throw new LaunchException("The server still runs after " + limit.toSeconds() + " s.");
        }
        return running.exitCode();
    }

    /** Ends the server as a crash would (SIGKILL). */
    public void killServer() {
        started(server).kill();
    }

    /** Starts the server, again after it was stopped or killed: on the same data. */
    public synchronized void startServer() throws IOException {
        requireStartable(server);
        server = serverProcess().start(secrets.smppPassword());
    }

    /**
     * Starts a further WildFly on the same database, which must be one that servers can share. The caller closes it before
     * this product.
     *
     * @param name of the node, letters and digits
     * @param database the way of this node to the database
     */
    public ServerNode addNode(String name, Database database) throws IOException {
        Ports free = Ports.free();
        Ports ports = new Ports(
                free.http(),
                free.management(),
                options.ports().simulatorHttp(),
                options.ports().simulatorSmpp());
        ProductOptions other = options.in(options.folder().resolve(name), ports).withDatabase(database);
        ServerProcess first = new ServerProcess(options, folder);
        return ServerNode.start(first.beside(other, name), other, secrets.smppPassword());
    }

    /** Ends the simulator as a crash would; its messages are gone. */
    public void killSimulator() {
        started(simulator).kill();
    }

    /** Starts the simulator, again after it was killed. */
    public synchronized void startSimulator() throws IOException {
        requireStartable(simulator);
        simulator = new SimulatorProcess(options, folder).start(secrets.smppPassword());
    }

    /** Stops the server, then the simulator, and gives the folder free. Harmless when repeated. */
    @Override
    public synchronized void close() throws IOException {
        closed = true;
        Stream.of(Optional.ofNullable(server), Optional.ofNullable(simulator))
                .flatMap(Optional::stream)
                .forEach(child -> child.stop(STOP_LIMIT));
        lock.close();
    }

    List<Child> children() {
        return List.of(started(simulator), started(server));
    }

    private void requireStartable(@Nullable Child child) {
        if (closed || (child != null && child.isAlive())) {
            throw new IllegalStateException(closed ? "this product is closed" : "it is running");
        }
    }

    private static Child started(@Nullable Child child) {
        if (child == null) {
            throw new IllegalStateException("it was not started");
        }
        return child;
    }

    private Server serverProcess() {
        return options.server() == ProductOptions.ServerKind.PAYARA
                ? new PayaraProcess(options, folder)
                : new ServerProcess(options, folder);
    }
}
