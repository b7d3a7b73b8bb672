package dev.countersign.blackbox;

import dev.countersign.launcher.ServerNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** A further server beside the {@link Product}, with a clock of its own. */
record Node(ServerNode server, ServerTime time) implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(4);

    /** Far from the addresses from which the product itself is called. */
    private static final AtomicInteger ADDRESSES = new AtomicInteger(1 << 20);

    static Node ready(ServerNode server, Duration limit) {
        try {
            server.awaitReady(limit);
            return new Node(server, new ServerTime(Http.to(server.address()), new AtomicReference<>(Duration.ZERO)));
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    /** From a network address that no other test calls from. */
    Http http() {
        return Http.to(server.address()).from(ADDRESSES.incrementAndGet());
    }

    Portal portal() {
        return new Portal(http());
    }

    /** Logs of server and console. */
    Path logs() {
        return server.log().getParent();
    }

    void kill() {
        server.kill();
    }

    /** Starts it after a kill; its time goes on where it was. */
    void restart() {
        try {
            server.restart();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.awaitReady(START_LIMIT);
        time.advance(Duration.ZERO);
    }

    @Override
    public void close() {
        server.close();
    }
}
