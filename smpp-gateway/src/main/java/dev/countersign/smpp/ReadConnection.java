package dev.countersign.smpp;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import org.jsmpp.session.connection.socket.SocketConnection;

/**
 * A connection whose far side has to read. One that does not keeps it up all the same, and whoever has something to ask, an unbind among it, waits
 * behind the write that does not end.
 */
final class ReadConnection extends SocketConnection {

    private static final System.Logger LOG = System.getLogger(ReadConnection.class.getName());

    /** What takes longer when the connection is to end is not waited for. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Socket tcp;
    private final BoundedWrites out;

    /**
     * An open connection.
     *
     * @param socket what is read from and written to
     * @param tcp beneath its TLS, or the same: TLS would have its own end wait for the write
     * @param writeTimeout that a write lasts at most
     */
    ReadConnection(Socket socket, Socket tcp, Duration writeTimeout, Clockwork clockwork) throws IOException {
        super(socket);
        this.tcp = tcp;
        this.out = new BoundedWrites(super.getOutputStream(), writeTimeout, clockwork, this::cut);
    }

    @Override
    public OutputStream getOutputStream() {
        return out;
    }

    /** Whether nothing more gets through to the far side. */
    boolean isStuck() {
        return out.hasLasted(PATIENCE);
    }

    @Override
    public void close() {
        if (isStuck()) {
            cut();
        }
        super.close();
    }

    private void cut() {
        LOG.log(
                System.Logger.Level.WARNING,
                "smpp.link event=not-read at={0}: the message center takes nothing from the connection",
                tcp.getRemoteSocketAddress());
        try {
            tcp.close();
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the connection has ended already");
        }
    }
}
