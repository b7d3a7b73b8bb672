package dev.countersign.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The run command: starts server and simulator in {@code .run} of the project, seeds demonstration users, writes
 * {@code .run/demo.json} last and stays until it is told to stop (SIGINT, SIGTERM) or one of the two ends.
 */
public final class Launcher {

    private static final Duration READY_LIMIT = Duration.ofMinutes(4);
    private static final Duration SIGNAL_LIMIT = Duration.ofSeconds(2);

    private final PrintStream out;
    private final CountDownLatch stopping = new CountDownLatch(1);

    Launcher(PrintStream out) {
        this.out = out;
    }

    /**
     * Ends the JVM with exit code 1 when the product cannot run, after one clear message.
     *
     * @param args the project's root folder
     */
    public static void main(String[] args) throws IOException {
        Launcher launcher = new Launcher(System.out);
        try {
            launcher.run(Path.of(args[0]), System.getProperties(), System.getenv());
        } catch (LaunchException e) {
            launcher.say(String.valueOf(e.getMessage()));
            System.exit(1);
        }
    }

    private void run(Path projectRoot, Properties properties, Map<String, String> environment) throws IOException {
        LauncherProperties given = new LauncherProperties(properties);
        ProductOptions options = given.options(projectRoot, environment);
        RunFolder folder = new RunFolder(options.folder());
        RunLock lock = RunLock.take(folder);
        if (given.fresh()) {
            empty(folder, options.database());
        }
        RunningProduct product = RunningProduct.prepare(options, new SecureRandom(), folder, lock);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(product, folder), "countersign-stop"));
        product.startSimulator();
        product.startServer();
        say("Server and simulator are starting; their output is in " + folder.logs() + ".");
        awaitReady(product);
        Demo demo = product.seed();
        String gridCard = Demo.describe(product.seedGridCards(), folder.gridCardsFile());
        say("Countersign is ready. Ctrl-C stops it.\n" + demo.toText() + gridCard);
        product.writeDemoFile(demo);
        awaitEnd(product);
    }

    private void awaitReady(RunningProduct product) {
        try {
            product.awaitReady(READY_LIMIT);
        } catch (LaunchException e) {
            awaitSignalToAll();
            throw e;
        }
    }

    private void empty(RunFolder folder, Database database) throws IOException {
        if (database.isElsewhere(folder.path())) {
            folder.emptyBesideKeys();
            say("-Dfresh emptied " + folder.path() + ", but not the database that COUNTERSIGN_DB_URL names; "
                    + folder.keys() + " stays, because nobody could read that database without it.");
        } else {
            folder.empty();
        }
    }

    /** Returns only by an exception: the ordinary end is a signal, which ends the JVM through the shutdown hook. */
    private void awaitEnd(RunningProduct product) {
        CompletableFuture<?>[] ends =
                product.children().stream().map(Child::onExit).toArray(CompletableFuture<?>[]::new);
        CompletableFuture.anyOf(ends).join();
        awaitSignalToAll();
        String ended = product.children().stream()
                .filter(child -> !child.isAlive())
                .map(child -> "The " + child.name() + " ended with exit code " + child.exitCode() + ".")
                .reduce((first, second) -> first + " " + second)
                .orElseThrow();
        throw new LaunchException(ended + " Everything is stopped; see the files in the log folder.");
    }

    /** Ctrl-C reaches all processes of a terminal at once: then the end of a child is no failure, and this waits for ever. */
    private void awaitSignalToAll() {
        try {
            if (stopping.await(SIGNAL_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                Thread.currentThread().join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void stop(RunningProduct product, RunFolder folder) {
        stopping.countDown();
        say("Stopping.");
        try {
            Files.deleteIfExists(folder.demoFile());
            product.close();
            say("Server and simulator are stopped.");
        } catch (IOException e) {
            say("Not stopped cleanly: " + e.getMessage());
        }
    }

    private void say(String line) {
        out.println(line);
        out.flush();
    }
}
