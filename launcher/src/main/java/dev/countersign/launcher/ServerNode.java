package dev.countersign.launcher;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A further server beside a {@link RunningProduct}: the same database, keys and message center, a broker, a gateway and ports
 * of its own. One thread uses it.
 */
public final class ServerNode implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

    private final ServerProcess process;
    private final Addresses addresses;
    private final String smppPassword;
    private Child child;

    private ServerNode(ServerProcess process, Addresses addresses, String smppPassword, Child child) {
        this.process = process;
        this.addresses = addresses;
        this.smppPassword = smppPassword;
        this.child = child;
    }

    static ServerNode start(ServerProcess process, ProductOptions options, String smppPassword) throws IOException {
        new RunFolder(options.folder()).create();
        return new ServerNode(process, new Addresses(options.ports()), smppPassword, process.start(smppPassword));
    }

    /** Root of its HTTP address, with a slash at its end. */
    public URI address() {
        return addresses.product("/");
    }

    /** One JSON object a line. */
    public Path log() {
        return process.log();
    }

    /**
     * Waits until it is ready.
     *
     * @throws LaunchException if it ends, or the time is over
     */
    public void awaitReady(Duration limit) {
        ProductClient client = new ProductClient(addresses);
        long deadline = System.nanoTime() + limit.toNanos();
        Optional<String> missing = client.missing(addresses.product("/health/ready"));
        while (missing.isPresent()) {
            if (child.endsWithin(POLL) || System.nanoTime() > deadline) {
                throw new LaunchException("The further server is not ready: " + missing.get() + ". See " + log());
            }
            missing = client.missing(addresses.product("/health/ready"));
        }
    }

    /** Ends it as a crash would (SIGKILL). */
    public void kill() {
        child.kill();
    }

    /** Starts it again on its data, after it was killed. */
    public void restart() throws IOException {
        child.kill();
        child = process.start(smppPassword);
    }

    @Override
    public void close() {
        child.stop(STOP_LIMIT);
    }
}
