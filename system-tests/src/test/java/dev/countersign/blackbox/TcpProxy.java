package dev.countersign.blackbox;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A wire that can be broken in several ways, between a server and what it depends on. */
final class TcpProxy implements AutoCloseable {

    private static final int CHUNK = 1 << 16;
    private static final long LOOK_MILLIS = 100;

    private final int port;
    private final int target;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "proxy");
        thread.setDaemon(true);
        return thread;
    });
    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();
    private final AtomicInteger cuts = new AtomicInteger();
    private final Object silenceEnds = new Object();
    private boolean silent;
    private long delayNanos;
    private @Nullable ServerSocket socket;
    private volatile @Nullable CommitCut commitCut;

    /**
     * Which commit loses its answer.
     *
     * @param statement begins like this, in the transaction
     */
    private record CommitCut(String statement) {}

    TcpProxy(int target) {
        this.target = target;
        try {
            ServerSocket first = new ServerSocket();
            first.setReuseAddress(true);
            first.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0));
            port = first.getLocalPort();
            accept(first);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    /** Nobody listens any more, and what stood is cut. */
    synchronized void refuse() {
        close(socket);
        socket = null;
        wires.forEach(Wire::cut);
    }

    /** Octets are swallowed both ways from now on; connections are taken and never answered. */
    void fallSilent() {
        synchronized (silenceEnds) {
            silent = true;
        }
    }

    /** Octets come through both ways, but each lot only after this time. */
    void delay(Duration time) {
        synchronized (silenceEnds) {
            delayNanos = time.toNanos();
        }
    }

    /** Everything goes through again. What was swallowed arrives now, as after a long delay. */
    synchronized void repair() {
        commitCut = null;
        synchronized (silenceEnds) {
            silent = false;
            delayNanos = 0;
            silenceEnds.notifyAll();
        }
        if (socket == null) {
            try {
                ServerSocket again = new ServerSocket();
                again.setReuseAddress(true);
                again.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
                accept(again);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The next transaction with such a statement commits in the database, and its connection breaks before the answer. */
    void cutAtCommitAfter(String statement) {
        cuts.set(0);
        commitCut = new CommitCut(statement);
    }

    /** How often a commit has lost its answer since it was asked for. */
    int cuts() {
        return cuts.get();
    }

    @Override
    public void close() {
        repair();
        refuse();
        threads.shutdownNow();
    }

    private void accept(ServerSocket listening) {
        socket = listening;
        threads.execute(() -> {
            while (!listening.isClosed()) {
                try {
                    new Wire(listening.accept()).open();
                } catch (IOException e) {
                    close(listening);
                }
            }
        });
    }

    private void awaitSound() throws IOException {
        synchronized (silenceEnds) {
            long begun = System.nanoTime();
            while (silent || System.nanoTime() - begun < delayNanos) {
                try {
                    silenceEnds.wait(LOOK_MILLIS);
                } catch (InterruptedException e) {
                    throw new IOException("the proxy ends", e);
                }
            }
        }
    }

    private static void close(@Nullable AutoCloseable closeable) {
        try {
            if (closeable != null) {
                closeable.close();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** One connection and what it was carried on to. */
    private final class Wire {

        private final Socket near;
        private final Socket far = new Socket();
        private volatile boolean marked;
        private volatile boolean answerIsLost;

        Wire(Socket near) {
            this.near = near;
        }

        void open() {
            wires.add(this);
            threads.execute(() -> {
                try {
                    awaitSound();
                    far.connect(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), target));
                    threads.execute(() -> carry(far, near, false));
                    carry(near, far, true);
                } catch (IOException e) {
                    cut();
                }
            });
        }

        void cut() {
            wires.remove(this);
            TcpProxy.close(near);
            TcpProxy.close(far);
        }

        private void carry(Socket from, Socket to, boolean outward) {
            byte[] octets = new byte[CHUNK];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int length = in.read(octets); length >= 0; length = in.read(octets)) {
                    awaitSound();
                    if (outward) {
                        look(new String(Arrays.copyOf(octets, length), StandardCharsets.ISO_8859_1));
                    } else if (answerIsLost) {
                        // The database has answered, so the transaction is committed.
                        cuts.incrementAndGet();
                        break;
                    }
                    out.write(octets, 0, length);
                    out.flush();
                }
            } catch (IOException e) {
                // One side is gone; so goes the other.
            }
            cut();
        }

        private void look(String text) {
            CommitCut wanted = commitCut;
            if (wanted == null) {
                return;
            }
            marked = marked || text.contains(wanted.statement());
            if (marked && text.contains("COMMIT")) {
                commitCut = null;
                answerIsLost = true;
            }
        }
    }
}
